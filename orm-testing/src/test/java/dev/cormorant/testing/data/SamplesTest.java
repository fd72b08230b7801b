package dev.cormorant.testing.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cormorant.sql.entity.UuidV7;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SamplesTest {

    record City(
            @Id long id,
            String name,
            @Column(length = 4) String short4,
            Optional<Integer> population,
            LocalDate founded) {}

    @Embeddable
    record Address(String street, String city) {}

    record Shop(
            @Id @GeneratedValue Long id,
            @Column(unique = true, length = 6) String code,
            @Embedded Address address,
            @Column(precision = 4, scale = 1) BigDecimal rating,
            @Column(nullable = false) String owner) {}

    record Odd(@Id @UuidV7 UUID id, StringBuilder text) {}

    record Strict(@Id int id, int percent) {
        Strict {
            if (percent < 100_000) {
                throw new IllegalArgumentException("too small");
            }
        }
    }

    static class Old {
        @Id
        private int id;

        private String name = "untouched";

        int getId() {
            return id;
        }

        String getName() {
            return name;
        }
    }

    @Test
    void givesTheSameValuesForTheSameSeed() {
        assertThat(Samples.of(City.class).seed(7).list(20))
                .isEqualTo(Samples.of(City.class).seed(7).list(20));
        assertThat(Samples.of(City.class).seed(7).build())
                .isNotEqualTo(Samples.of(City.class).seed(8).build());
        City first = Samples.of(City.class).seed(1).build();
        assertThat(first.id()).isEqualTo(1_000_001);
        assertThat(first.toString())
                .as("in every run")
                .isEqualTo("City[id=1000001, name=Dakar, short4=lich, population=Optional[2756], founded=2023-09-20]");
    }

    @Test
    void changesOnlyWhatIsGiven() {
        City usual = Samples.of(City.class).seed(3).build();
        City named = Samples.of(City.class).seed(3).with(City::name, "Oslo").build();
        assertThat(named).isEqualTo(new City(usual.id(), "Oslo", usual.short4(), usual.population(), usual.founded()));
        assertThat(Samples.of(City.class).with("population", 5).build().population())
                .hasValue(5);
        assertThat(Samples.of(City.class)
                        .withEach("name", number -> "City " + number)
                        .list(2))
                .extracting(City::name)
                .containsExactly("City 1", "City 2");
        assertThat(Samples.of(Shop.class)
                        .with("address.city", "Ulm")
                        .build()
                        .address()
                        .city())
                .isEqualTo("Ulm");
    }

    @Test
    void fitsTheLimitsOfTheColumns() {
        List<Shop> shops = Samples.of(Shop.class).list(2000);
        assertThat(shops).allSatisfy(shop -> {
            assertThat(shop.id()).isNull();
            assertThat(shop.code()).hasSizeLessThanOrEqualTo(6);
            assertThat(shop.rating().precision()).isLessThanOrEqualTo(4);
            assertThat(shop.rating().scale()).isEqualTo(1);
            assertThat(shop.address()).isNotNull();
        });
        assertThat(new HashSet<>(shops.stream().map(Shop::code).toList())).hasSize(2000);
        assertThat(Samples.of(City.class).list(100))
                .allSatisfy(city -> assertThat(city.short4()).hasSizeLessThanOrEqualTo(4));
    }

    @Test
    void leavesEmptyWhatMayBe() {
        City city = Samples.of(City.class).minimal().build();
        assertThat(city.population()).isEmpty();
        assertThat(city.name()).isNull();
        assertThat(Samples.of(Shop.class).minimal().build().owner()).isNotNull();
    }

    @Test
    void makesClassesToo() {
        Old made = Samples.of(Old.class).with(Old::getName, "Ada").build();
        assertThat(made.getName()).isEqualTo("Ada");
        assertThat(made.getId()).isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.of(City.class).with("nam", "x"))
                .withMessageContaining("there is no \"nam\"; City has id, name, short4, population, founded");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.of(City.class).with("name", 5).build())
                .withMessageContaining("name takes java.lang.String, not a java.lang.Integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.of(City.class).with("id", null).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.of(City.class).with(city -> city.name() + "!", "x"))
                .withMessageContaining("method reference");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.of(Odd.class).build())
                .withMessageContaining("give it by with(\"text\", …)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.of(Strict.class).build())
                .withMessageContaining("too small");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.of(CharSequence.class).build());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Samples.of(City.class).list(-1));
    }
}
