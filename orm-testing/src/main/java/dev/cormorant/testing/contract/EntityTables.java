package dev.cormorant.testing.contract;

import dev.cormorant.sql.entity.Archived;
import dev.cormorant.sql.entity.CreatedAt;
import dev.cormorant.sql.entity.Json;
import dev.cormorant.sql.entity.SoftDelete;
import dev.cormorant.sql.entity.UpdatedAt;
import dev.cormorant.sql.entity.UuidBytes;
import dev.cormorant.sql.entity.UuidV7;
import dev.cormorant.testing.DatabaseKind;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the contracts on entities share: entities of each sort, and their tables. */
abstract class EntityTables extends OrmContract {

    /** Some constants. */
    enum Mood {
        CALM,
        HUNGRY,
        TIRED
    }

    /** A key made by the database, a version, times. */
    @Table(name = "city")
    record City(
            @Id @GeneratedValue(strategy = GenerationType.IDENTITY) @Nullable Long id,
            String name,
            Optional<Integer> population,
            @Version int version,
            @CreatedAt @Nullable Instant createdAt,
            @UpdatedAt @Nullable Instant updatedAt) {
        static City of(String name) {
            return new City(null, name, Optional.empty(), 0, null, null);
        }

        City named(String newName) {
            return new City(id, newName, population, version, createdAt, updatedAt);
        }
    }

    /** Something embedded. */
    @Embeddable
    record Address(@Nullable String street, @Column(name = "town") @Nullable String city) {}

    /** A value of each sort. */
    record Everything(
            @Id @UuidV7 @Nullable UUID id,
            boolean flag,
            double size,
            Mood mood,
            @Enumerated(EnumType.ORDINAL) Mood position,
            Set<Mood> moods,
            @Column(name = "price", scale = 2) BigDecimal price,
            Duration span,
            LocalDate day,
            Instant moment,
            OffsetDateTime shifted,
            char letter,
            @Convert(converter = UuidBytes.class) UUID raw,
            @Json Map<String, List<Integer>> document,
            Address home,
            @AttributeOverride(name = "street", column = @Column(name = "work_street"))
                    @AttributeOverride(name = "city", column = @Column(name = "work_town"))
                    @Nullable
                    Address work,
            @Transient @Nullable String note) {}

    /** A class with fields, and a name that is a word of SQL. */
    @Table(name = "order")
    static final class Order {
        @Id
        private String code = "";

        @Column(name = "group")
        private int group;

        private byte @Nullable [] data;

        @Version
        private @Nullable Instant version;

        @Transient
        private int touched = 7;

        private Order() {}

        static Order of(String code, int group, byte... data) {
            Order order = new Order();
            order.code = code;
            order.group = group;
            order.data = data;
            return order;
        }

        String code() {
            return code;
        }

        int group() {
            return group;
        }

        void regroup(int newGroup) {
            this.group = newGroup;
        }

        byte @Nullable [] data() {
            return data;
        }

        @Nullable
        Instant version() {
            return version;
        }

        int touched() {
            return touched;
        }
    }

    /** A key of two columns. */
    @Embeddable
    record Seat(@Column(name = "hall") int hall, @Column(name = "place") int place) {}

    /** An embedded key. */
    record Booking(@EmbeddedId Seat seat, String guest) {}

    /** The key of a stock. */
    record Slot(String shelf, int slot) {}

    /** A key with a class of its own. */
    @IdClass(Slot.class)
    record Stock(@Id String shelf, @Id int slot, long amount) {}

    /** A key of a sequence. */
    record Ticket(
            @Id
                    @GeneratedValue(strategy = GenerationType.SEQUENCE)
                    @SequenceGenerator(name = "tickets", sequenceName = "ticket_numbers")
                    long id,
            String text) {}

    /** Classes that share a table. */
    @Table(name = "shape")
    @DiscriminatorColumn(name = "kind")
    sealed interface Shape permits Circle, Square {}

    /** One of them. */
    @DiscriminatorValue("circle")
    record Circle(@Id @GeneratedValue long id, double radius) implements Shape {}

    /** Another one. */
    @DiscriminatorValue("square")
    record Square(@Id @GeneratedValue long id, double side) implements Shape {}

    /** Marked instead of deleted, and archived. */
    record Note(@Id long id, String text, @SoftDelete Optional<Instant> deletedAt, @Archived boolean archived) {
        static Note of(long id, String text) {
            return new Note(id, text, Optional.empty(), false);
        }
    }

    static long key(City city) {
        return Objects.requireNonNull(city.id());
    }

    private DatabaseKind kind() {
        return testDatabase().kind();
    }

    final boolean hasSequences() {
        return kind() == DatabaseKind.POSTGRES || kind() == DatabaseKind.MARIADB;
    }

    @Override
    void createTables(Connection connection) throws SQLException {
        for (String ddl : List.of(
                "create table city (id KEY, name varchar(100) not null unique, population int, version int not null,"
                        + " created_at TIME not null, updated_at TIME not null)",
                "create table everything (id UUID primary key, flag boolean not null, size double precision not null,"
                        + " mood varchar(20), position int, moods varchar(100), price DECIMAL, span bigint, day date, moment TIME,"
                        + " shifted TIME, letter char(1), raw BYTES, document JSON, street varchar(50), town varchar(50),"
                        + " work_street varchar(50), work_town varchar(50))",
                "create table 'order' (code varchar(20) primary key, 'group' int not null, data BYTES, version TIME)",
                "create table booking (hall int not null, place int not null, guest varchar(50), primary key (hall, place))",
                "create table stock (shelf varchar(20) not null, slot int not null, amount bigint not null, primary key (shelf, slot))",
                "create table ticket (id bigint primary key, text varchar(50))",
                "create table shape (id KEY, kind varchar(20) not null, radius double precision, side double precision)",
                "create table note (id bigint primary key, text varchar(50), deleted_at TIME, archived boolean not null)")) {
            Jdbc.run(connection, Ddl.of(kind(), ddl));
        }
        if (hasSequences()) {
            Jdbc.run(connection, "create sequence ticket_numbers start with 100");
        }
    }
}
