package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.error.BulkException;
import dev.cormorant.sql.bulk.BulkOptions;
import dev.cormorant.sql.bulk.BulkProgress;
import dev.cormorant.sql.bulk.BulkResult;
import dev.cormorant.testing.DatabaseKind;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Loading many rows: what an ordinary insert writes, all of it or nothing, with the row that is at fault. */
public abstract class BulkContract extends BulkTables {

    private static final List<String> AWKWARD = List.of(
            "\t",
            "\n",
            "\r\n",
            "\\",
            "\\N",
            "\\.",
            "\\t",
            "",
            " ",
            "'",
            "\"",
            "a\tb\\\nc\r",
            "\u001a\u0008\f",
            "ü€漢\uD83E\uDD86",
            ",;|",
            "NULL",
            "\\\\",
            "%_",
            "{}",
            "\u007f\u0080\u07ff\u0800\uffff");

    /** For subclasses of the driver modules. */
    protected BulkContract() {}

    @Test
    void insertsWhatAnOrdinaryInsertWrites() throws SQLException {
        Instant before = Instant.now().minusSeconds(1);
        BulkResult result = bulkOfCities().insert(cities(MANY));
        assertThat(result.rows()).isEqualTo(MANY);
        assertThat(result.elapsed()).isPositive();
        assertThat(count("city")).isEqualTo(MANY);
        List<City> read = orm().entities(City.class).findAll();
        assertThat(read).allSatisfy(city -> {
            assertThat(city.id()).isPositive();
            assertThat(city.version()).isZero();
            assertThat(city.createdAt()).isBetween(before, Instant.now().plusSeconds(1));
            assertThat(city.updatedAt()).isNotNull();
            assertThat(city.population()).isEmpty();
        });
        assertThat(read.get(0).name()).isEqualTo("city 1");
    }

    @Test
    void takesStreamsAndEmptyInput() throws SQLException {
        assertThat(bulkOfCities().insert(Stream.empty()).rows()).isZero();
        assertThat(bulkOfCities().insert(List.<City>of().iterator()).rows()).isZero();
        Stream<City> nested = Stream.of(1, 2).flatMap(i -> Stream.of(City.of("a" + i), City.of("b" + i)));
        assertThat(bulkOfCities().insert(nested).rows()).isEqualTo(4);
        assertThat(count("city")).isEqualTo(4);
    }

    @Test
    void writesEmbeddedKeysMarksAndKeysThatAreThereAlready() {
        orm().bulk(Booking.class).insert(rows(3, i -> new Booking(new Seat(i, 7), "guest " + i)));
        assertThat(orm().entities(Booking.class).find(new Seat(2, 7))).contains(new Booking(new Seat(2, 7), "guest 2"));
        orm().bulk(Note.class).insert(rows(3, i -> Note.of(i, "note " + i)));
        assertThat(orm().entities(Note.class).count()).isEqualTo(3);
        bulkOfCities()
                .insert(rows(
                        4,
                        i -> i % 2 == 0
                                ? City.of("made " + i)
                                : new City(900_000L + i, "given " + i, Optional.of(i), 5, null, null)));
        City given = orm().entities(City.class).find(900_003L).orElseThrow();
        assertThat(given.name()).isEqualTo("given 3");
        assertThat(given.population()).contains(3);
    }

    @Test
    void writesTheClassesOfASealedEntityEachIntoItsColumns() throws SQLException {
        orm().bulk(Shape.class).insert(rows(100, i -> i % 3 == 0 ? new Circle(0, i) : new Square(0, i)));
        assertThat(number("select count(*) from shape where kind = 'circle' and radius > 0 and side is null"))
                .isEqualTo(33);
        assertThat(orm().entities(Shape.class).findAll())
                .filteredOn(Square.class::isInstance)
                .hasSize(67);
    }

    @Test
    void takesKeysOfASequence() throws SQLException {
        if (!hasSequences()) {
            assertThatThrownBy(() -> orm().bulk(Ticket.class)).hasMessageContaining("sequence");
            return;
        }
        orm().bulk(Ticket.class).insert(rows(MANY, i -> new Ticket(0, "t" + i)));
        assertThat(count("ticket")).isEqualTo(MANY);
        assertThat(number("select min(id) from ticket")).isGreaterThanOrEqualTo(100);
    }

    @Test
    void letsTheSourceReadTheDatabaseMeanwhile() throws SQLException {
        bulkOfCities().insert(rows(2_500, i -> {
            if (i % 1_000 == 0) {
                assertThat(orm().entities(City.class).exists(-1L)).isFalse();
            }
            return City.of("city " + i);
        }));
        assertThat(count("city")).isEqualTo(2_500);
    }

    @Test
    void tellsItsProgressAtABoundedRate() {
        List<BulkProgress> told = new ArrayList<>();
        bulkOfCities()
                .with(BulkOptions.defaults().withProgress(Duration.ZERO, told::add))
                .insert(cities(MANY));
        assertThat(told).hasSizeGreaterThan(2);
        assertThat(told.get(told.size() - 1).rows()).isEqualTo(MANY);
        assertThat(told).extracting(BulkProgress::rows).isSorted();
        told.clear();
        orm().bulk(Stock.class)
                .with(BulkOptions.defaults().withProgress(Duration.ofHours(1), told::add))
                .insert(rows(MANY, i -> new Stock("s", i, i)));
        assertThat(told).singleElement().extracting(BulkProgress::rows).isEqualTo((long) MANY);
    }

    @Test
    void countsRowsAndRunsUnderAnId() {
        long before = database().stats().executions().started();
        orm().bulk(Stock.class).insert(rows(MANY, i -> {
            return new Stock("s", i, i);
        }));
        assertThat(database().stats().executions().started() - before)
                .as("each sending is an execution")
                .isBetween(2L, MANY / 1_000L + 2);
        assertThat(database().stats().isIdle()).isTrue();
    }

    @Test
    void carriesTextWithEveryAwkwardCharacter() {
        orm().bulk(Stock.class).insert(rows(AWKWARD.size(), i -> new Stock(AWKWARD.get(i - 1), i, i)));
        List<Stock> read = orm().entities(Stock.class).findAll();
        for (int i = 1; i <= AWKWARD.size(); i++) {
            Stock written = new Stock(AWKWARD.get(i - 1), i, i);
            assertThat(read).contains(written);
        }
    }

    @Test
    void carriesANulCharacterOrNamesItsRow() {
        if (testDatabase().kind() == DatabaseKind.POSTGRES) {
            BulkException nul = catchThrowableOfType(BulkException.class, () -> orm().bulk(Stock.class)
                    .insert(rows(9, i -> new Stock(i == 6 ? "a\0b" : "x", i, i))));
            assertThat(nul.row()).hasValue(6);
            assertThat(nul).hasMessageContaining("U+0000");
        } else {
            orm().bulk(Stock.class).insert(rows(1, i -> new Stock("a\0b", 99, i)));
            assertThat(orm().entities(Stock.class).find(new Slot("a\0b", 99))).isPresent();
        }
    }

    @Test
    void makesKeysHereWhereTheEntitySaysSo() {
        Everything some = some();
        orm().bulk(Everything.class).insert(rows(3, i -> some));
        List<Everything> read = orm().entities(Everything.class).findAll();
        assertThat(read)
                .hasSize(3)
                .extracting(Everything::id)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        UUID inserted = Objects.requireNonNull(
                orm().entities(Everything.class).insert(some).id());
        Everything ordinary = orm().entities(Everything.class).find(inserted).orElseThrow();
        assertThat(read)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsOnly(ordinary);
    }

    private static Everything some() {
        return new Everything(
                null,
                true,
                1.5,
                Mood.TIRED,
                Mood.HUNGRY,
                EnumSet.of(Mood.TIRED, Mood.CALM),
                new BigDecimal("12.50"),
                Duration.ofSeconds(90, 1),
                LocalDate.of(2024, 2, 29),
                Instant.parse("2024-02-29T23:59:59.123456Z"),
                OffsetDateTime.parse("2024-02-29T23:59:59.123456Z"),
                'ß',
                UUID.randomUUID(),
                Map.of("a", List.of(1, 2)),
                new Address("Main Street", null),
                null,
                "not stored");
    }
}
