package dev.cormorant.testing.contract;

import dev.cormorant.sql.entity.Filterable;
import dev.cormorant.sql.entity.Many;
import dev.cormorant.sql.entity.One;
import dev.cormorant.sql.entity.SoftDelete;
import dev.cormorant.sql.entity.UuidV7;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the contracts on relations share: entities that belong to each other in every way, and their tables. */
abstract class RelationTables extends OrmContract {

    /** Has many orders. */
    record Customer(
            @Id @GeneratedValue @Nullable Long id,
            String name,
            @OneToMany(mappedBy = "customer") Many<Purchase> purchases) {
        static Customer of(String name) {
            return new Customer(null, name, Many.notLoaded("purchases"));
        }
    }

    /** Belongs to a customer, has lines and a note, and is marked when it is deleted. */
    @Entity
    record Purchase(
            @Id @GeneratedValue @Nullable Long id,
            @Nullable Long customerId,
            String number,
            @Version int version,
            @SoftDelete @Nullable Instant deletedAt,
            @Filterable @ManyToOne One<Customer> customer,
            @Filterable @OneToMany(mappedBy = "purchaseId") @OrderBy("quantity desc") @Nullable List<Line> lines,
            @OneToOne(mappedBy = "purchase") One<Remark> remark) {
        static Purchase of(@Nullable Long customerId, String number) {
            return new Purchase(
                    null, customerId, number, 0, null, One.notLoaded("customer"), null, One.notLoaded("remark"));
        }

        Purchase with(@Nullable List<Line> newLines) {
            return new Purchase(id, customerId, number, version, deletedAt, customer, newLines, remark);
        }
    }

    /** Belongs to a purchase, and has a product. */
    record Line(
            @Id @GeneratedValue @Nullable Long id,
            @Nullable Long purchaseId,
            @Nullable Long productId,
            @Filterable int quantity,
            @ManyToOne One<Product> product) {
        static Line of(@Nullable Long purchaseId, @Nullable Long productId, int quantity) {
            return new Line(null, purchaseId, productId, quantity, One.notLoaded("product"));
        }

        Line of(int newQuantity) {
            return new Line(id, purchaseId, productId, newQuantity, product);
        }
    }

    /** Has the key of its purchase. */
    record Remark(
            @Id long purchaseId,
            String text,
            @OneToOne @JoinColumn(name = "purchase_id") @Nullable Purchase purchase) {}

    /** Has tags, through a table of links. */
    record Product(
            @Id @GeneratedValue @Nullable Long id,
            String name,
            @ManyToMany
                    @JoinTable(
                            name = "product_tag",
                            joinColumns = @JoinColumn(name = "product"),
                            inverseJoinColumns = @JoinColumn(name = "tag"))
                    @Nullable
                    Set<Tag> tags) {
        static Product of(String name) {
            return new Product(null, name, null);
        }

        Product with(@Nullable Set<Tag> newTags) {
            return new Product(id, name, newTags);
        }
    }

    /** The other end of the links; its key is a text. */
    record Tag(@Id String code, @ManyToMany(mappedBy = "tags") @OrderBy("name") Many<Product> products) {
        static Tag of(String code) {
            return new Tag(code, Many.notLoaded("products"));
        }
    }

    /** A tree. */
    record Category(
            @Id long id,
            @Nullable Long parentId,
            String name,
            @ManyToOne @JoinColumn(name = "parent_id") @Nullable Category parent,
            @OneToMany(mappedBy = "parentId") @OrderBy("name") @Nullable List<Category> children) {
        static Category of(long id, @Nullable Long parentId, String name) {
            return new Category(id, parentId, name, null, null);
        }
    }

    /** A key of two columns. */
    @Embeddable
    record SeatKey(int hall, int place) {}

    /** Joined by both of them. */
    record Seat(@EmbeddedId SeatKey key, String color, @OneToMany(mappedBy = "seat") @Nullable List<Visit> visits) {}

    /** A class with fields, of which one is filled by its own constructor. */
    @Table(name = "visit")
    static final class Visit {
        @Id
        private @Nullable UUID id;

        private int hall;
        private int place;

        @ManyToOne
        @JoinColumn(name = "hall", referencedColumnName = "hall")
        @JoinColumn(name = "place", referencedColumnName = "place")
        private @Nullable Seat seat;

        @OneToMany
        @JoinColumn(name = "visit_id")
        private @Nullable List<Payment> payments = new ArrayList<>();

        private Visit() {}

        static Visit of(UUID id, int hall, int place) {
            Visit visit = new Visit();
            visit.id = id;
            visit.hall = hall;
            visit.place = place;
            return visit;
        }

        SeatKey seatKey() {
            return new SeatKey(hall, place);
        }

        @Nullable
        Seat seat() {
            return seat;
        }

        @Nullable
        List<Payment> payments() {
            return payments;
        }
    }

    /** Classes that share a table, at the far end. */
    @Table(name = "payment")
    @DiscriminatorColumn(name = "kind")
    sealed interface Payment permits Cash, Card {}

    /** One of them. */
    @DiscriminatorValue("cash")
    record Cash(@Id @UuidV7 @Nullable UUID id, UUID visitId, int amount) implements Payment {}

    /** Another one, with a relation of its own. */
    @DiscriminatorValue("card")
    record Card(
            @Id @UuidV7 @Nullable UUID id,
            UUID visitId,
            @Nullable String tagCode,
            @ManyToOne @JoinColumn(name = "tag_code") @Nullable Tag tag)
            implements Payment {}

    @Override
    void createTables(Connection connection) throws SQLException {
        for (String ddl : List.of(
                "create table customer (id KEY, name varchar(100) not null)",
                "create table purchase (id KEY, customer_id bigint, number varchar(50) not null,"
                        + " version int not null, deleted_at TIME, foreign key (customer_id) references customer (id))",
                "create table product (id KEY, name varchar(100) not null)",
                "create table line (id KEY, purchase_id bigint, product_id bigint, quantity int not null,"
                        + " foreign key (purchase_id) references purchase (id))",
                "create table remark (purchase_id bigint primary key, text varchar(100))",
                "create table tag (code varchar(20) primary key)",
                "create table product_tag (product bigint not null, tag varchar(20) not null, primary key (product, tag))",
                "create table category (id bigint primary key, parent_id bigint, name varchar(100) not null)",
                "create table seat (hall int not null, place int not null, color varchar(20), primary key (hall, place))",
                "create table visit (id UUID primary key, hall int not null, place int not null)",
                "create table payment (id UUID primary key, kind varchar(10) not null, visit_id UUID not null, amount int,"
                        + " tag_code varchar(20))")) {
            Jdbc.run(connection, Ddl.of(testDatabase().kind(), ddl));
        }
    }

    static final List<String> TABLES = List.of(
            "remark",
            "line",
            "purchase",
            "customer",
            "product_tag",
            "product",
            "tag",
            "category",
            "visit",
            "seat",
            "payment");

    final long statements() {
        return database().stats().executions().started();
    }
}
