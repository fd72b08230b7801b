package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.sql.Orm;
import dev.cormorant.sql.entity.CreatedAt;
import dev.cormorant.sql.entity.Json;
import dev.cormorant.sql.entity.One;
import dev.cormorant.testing.data.Samples;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Samples go into the tables that their entities ask for, and come out as they were, with every type that is mapped. */
public abstract class SamplesContract extends OrmContract {

    /** For subclasses of the driver modules. */
    protected SamplesContract() {}

    @Embeddable
    record Address(@Column(length = 12) String street, String city) {}

    record Tag(String name, int weight) {}

    @Table(name = "sample_of_all")
    record Everything(
            @Id long id,
            @Column(length = 8, unique = true) String code,
            byte tiny,
            short small,
            int middle,
            Long large,
            BigInteger big,
            @Column(precision = 8, scale = 3) BigDecimal price,
            float single,
            double twice,
            boolean flag,
            char letter,
            UUID uid,
            LocalDate day,
            LocalTime hour,
            LocalDateTime local,
            Instant moment,
            OffsetDateTime shifted,
            TypesContract.Mood mood,
            Set<TypesContract.Mood> moods,
            Duration duration,
            Period period,
            Year born,
            YearMonth due,
            ZoneId zone,
            Locale language,
            Currency currency,
            URI website,
            Optional<String> note,
            @Embedded Address address,
            @Json List<Tag> tags,
            @Json Map<String, Integer> counts,
            @Version int version) {}

    @Table(name = "sample_owner")
    record Owner(
            @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id,
            String name,
            @CreatedAt Instant createdAt) {}

    @Table(name = "sample_pet")
    record Pet(
            @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id,
            String name,
            long ownerId,
            @ManyToOne One<Owner> owner) {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Orm orm = Orm.over(openForTables());
        for (String statement :
                orm.draftSchema(Everything.class, Owner.class, Pet.class).statements()) {
            Jdbc.run(connection, statement);
        }
        orm.database().close();
    }

    private dev.cormorant.core.Database openForTables() {
        return dev.cormorant.core.Database.open(config());
    }

    @Test
    void goInAndComeOutAsTheyWere() {
        List<Everything> made = Samples.of(Everything.class).seed(7).list(50);
        orm().entities(Everything.class).insertAll(made);
        assertThat(orm().entities(Everything.class).findAll()).containsExactlyInAnyOrderElementsOf(made);
        Everything least = Samples.of(Everything.class).seed(8).minimal().build();
        assertThat(orm().entities(Everything.class).insert(least)).isEqualTo(least);
        assertThat(orm().entities(Everything.class).find(least.id())).hasValue(least);
        assertThat(least.note()).isEmpty();
    }

    @Test
    void takeTheKeysOfTheirRelations() {
        Owner owner = orm().entities(Owner.class).insert(Samples.of(Owner.class).build());
        List<Pet> pets = orm().entities(Pet.class)
                .insertAll(Samples.of(Pet.class).with("owner", owner).list(3));
        assertThat(pets).extracting(Pet::ownerId).containsOnly(owner.id());
        assertThat(orm().entities(Pet.class).fetch("owner").findAll())
                .hasSize(3)
                .allSatisfy(pet -> assertThat(pet.owner().get().id()).isEqualTo(owner.id()));
    }
}
