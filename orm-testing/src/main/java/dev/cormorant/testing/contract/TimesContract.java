package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dates and times to the microsecond, whatever the time zone of the JVM is, and rows of many types at once. */
public abstract class TimesContract extends TypedTable {

    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata");

    /** Before, in and after the hours that clocks skip or repeat, and before the epoch. */
    private static final List<Instant> MOMENTS = List.of(
            Instant.parse("2024-03-31T00:59:59.999999Z"),
            Instant.parse("2024-03-31T01:00:00Z"),
            Instant.parse("2024-10-27T00:30:00Z"),
            Instant.parse("2024-10-27T01:30:00Z"),
            Instant.parse("2024-03-10T07:30:00.000001Z"),
            Instant.parse("2024-11-03T05:30:00Z"),
            Instant.parse("2024-11-03T06:30:00Z"),
            Instant.parse("2024-04-06T15:15:00Z"),
            Instant.parse("1969-12-31T23:59:59.5Z"),
            Instant.parse("1900-01-01T00:00:00Z"));

    private final TimeZone zoneBefore = TimeZone.getDefault();

    /** For subclasses of the driver modules. */
    protected TimesContract() {}

    /**
     * Many types in one row.
     *
     * @param large a number
     * @param exact a decimal
     * @param words a text
     * @param flag a truth
     * @param day a date
     * @param moment an instant
     * @param uid an identifier
     * @param mood a name; null
     */
    record Everything(
            long large,
            BigDecimal exact,
            String words,
            boolean flag,
            LocalDate day,
            Instant moment,
            UUID uid,
            @Nullable String mood) {}

    @AfterEach
    final void restoreTheZone() {
        TimeZone.setDefault(zoneBefore);
    }

    @Test
    void carriesDatesFromTheFirstToTheLastYear() {
        roundTrip(
                "day",
                LocalDate.class,
                LocalDate.of(1, 1, 1),
                LocalDate.of(1582, 10, 10),
                LocalDate.of(1900, 2, 28),
                LocalDate.of(2024, 2, 29),
                LocalDate.of(9999, 12, 31));
    }

    @Test
    void carriesTimesToTheMicrosecond() {
        roundTrip("hour", LocalTime.class, LocalTime.MIDNIGHT, LocalTime.NOON, LocalTime.of(23, 59, 59, 999_999_000));
        roundTrip("hour", LocalTime.class, LocalTime.of(1, 2, 3, 4_000));
        write(orm(), "hour", LocalTime.of(23, 59, 59, 999_999_999));
        assertThat(read(orm(), "hour", LocalTime.class))
                .as("cut, not rounded")
                .isEqualTo(LocalTime.of(23, 59, 59, 999_999_000));
    }

    @Test
    void carriesLocalDateTimesAlsoThoseThatSomeClocksSkip() {
        for (String zone : ZONES) {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            roundTrip(
                    "local_time",
                    LocalDateTime.class,
                    LocalDateTime.of(1, 1, 1, 0, 0),
                    LocalDateTime.of(2024, 3, 31, 2, 30, 0, 1_000),
                    LocalDateTime.of(2024, 3, 10, 2, 30),
                    LocalDateTime.of(2024, 10, 27, 2, 30),
                    LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
        }
    }

    @Test
    void carriesInstantsAcrossZonesAndChangesOfTheClock() {
        for (String writing : ZONES) {
            TimeZone.setDefault(TimeZone.getTimeZone(writing));
            Orm orm = Orm.over(open(config().withName("in-a-zone")));
            for (Instant moment : MOMENTS) {
                write(orm, "moment", moment);
                for (String reading : ZONES) {
                    TimeZone.setDefault(TimeZone.getTimeZone(reading));
                    assertThat(read(orm, "moment", Instant.class))
                            .as("written in %s, read in %s", writing, reading)
                            .isEqualTo(moment);
                }
                TimeZone.setDefault(TimeZone.getTimeZone(writing));
            }
        }
    }

    @Test
    void readsAnInstantOnAConnectionOfAnotherZone() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        Orm there = Orm.over(open(config().withName("there")));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        Orm here = Orm.over(open(config().withName("here")));
        for (Instant moment : MOMENTS) {
            write(there, "moment", moment);
            assertThat(read(here, "moment", Instant.class)).isEqualTo(moment);
            assertThat(read(here, "moment", OffsetDateTime.class)).isEqualTo(moment.atOffset(ZoneOffset.UTC));
        }
    }

    @Test
    void carriesOffsetDateTimesAsTheSameInstant() {
        OffsetDateTime shifted = OffsetDateTime.of(2024, 10, 27, 2, 30, 0, 123_456_000, ZoneOffset.ofHours(2));
        write(orm(), "shifted", shifted);
        OffsetDateTime read = read(orm(), "shifted", OffsetDateTime.class);
        assertThat(read.toInstant()).isEqualTo(shifted.toInstant());
        assertThat(read.getOffset()).isEqualTo(ZoneOffset.UTC);
        roundTrip("shifted", OffsetDateTime.class, read);
    }

    @Test
    void readsManyTypesIntoOneRecord() {
        Everything all = new Everything(
                Long.MAX_VALUE,
                new BigDecimal("12.3400000000"),
                "\uD83E\uDD86",
                true,
                LocalDate.of(2024, 2, 29),
                MOMENTS.get(0),
                new UUID(1, 2),
                null);
        Sql update = Sql.of("update typed set large = :large, exact = :exact, words = :words, flag = :flag, day = :day,"
                        + " moment = :moment, uid = :uid, mood = :mood where id = 1")
                .bind("large", all.large())
                .bind("exact", all.exact())
                .bind("words", all.words())
                .bind("flag", all.flag())
                .bind("day", all.day())
                .bind("moment", all.moment())
                .bind("uid", all.uid())
                .bind("mood", all.mood());
        assertThat(orm().execute(update)).isEqualTo(1);
        Sql query = Sql.of("select large, exact, words, flag, day, moment, uid, mood from typed where id = 1");
        assertThat(orm().fetchSingle(query, Everything.class)).isEqualTo(all);
    }

    @Test
    void carriesTheCommonTypesThroughJooq() {
        assertThroughJooq("large", Long.class, Long.MIN_VALUE);
        assertThroughJooq("middle", Integer.class, Integer.MAX_VALUE);
        assertThroughJooq("exact", BigDecimal.class, new BigDecimal("9999999999999999999999999999.9999999999"));
        assertThroughJooq("twice", Double.class, Math.PI);
        assertThroughJooq("words", String.class, "ü€漢 \uD83E\uDD86 '\"\\");
        assertThroughJooq("flag", Boolean.class, true);
        assertThroughJooq("day", LocalDate.class, LocalDate.of(2024, 2, 29));
        // On SQLite jOOQ itself writes milliseconds.
        int nanos = dialect().isServer() ? 789_012_000 : 789_000_000;
        assertThroughJooq("local_time", LocalDateTime.class, LocalDateTime.of(2024, 6, 1, 12, 34, 56, nanos));
        assertThroughJooq("bytes", byte[].class, new byte[] {0, 1, -1});
    }

    private <T> void assertThroughJooq(String column, Class<T> type, T value) {
        Field<T> field = field(name(column), type);
        Field<Long> id = field(name("id"), Long.class);
        var dsl = orm().sql();
        assertThat(dsl.update(table(name("typed")))
                        .set(field, value)
                        .where(id.eq(1L))
                        .execute())
                .isEqualTo(1);
        var query = dsl.select(field).from(table(name("typed"))).where(id.eq(1L));
        assertThat(query.fetchOne(field)).as("%s by jOOQ", column).isEqualTo(value);
        assertThat(orm().fetchSingle(query, type)).as("%s by us", column).isEqualTo(value);
        dsl.update(table(name("typed"))).setNull(field).where(id.eq(1L)).execute();
        assertThat(query.fetchOne(field)).isNull();
    }
}
