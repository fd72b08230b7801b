package dev.cormorant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.DataException;
import dev.cormorant.core.error.MappingException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresColumnTypesTest {

    private enum Mood {
        HAPPY,
        SAD {
            @Override
            public String toString() {
                return "not my name";
            }
        }
    }

    private static Opened opened;
    private static ColumnTypes types;

    @BeforeAll
    static void start() throws SQLException {
        opened = Opened.fresh();
        types = opened.database.columnTypes();
        opened.run("create type mood as enum ('HAPPY', 'SAD')");
    }

    @AfterAll
    static void stop() {
        opened.close();
    }

    /** Through a column of a table, as the server stores it; with the value as a parameter often enough for binary transfer. */
    private static <T> T through(String columnType, Class<T> type, Object value) throws SQLException {
        return through(opened, columnType, type, value);
    }

    private static <T> T through(Opened on, String columnType, Class<T> type, Object value) throws SQLException {
        try (Connection connection = on.connection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement create =
                    connection.prepareStatement("create temp table t(c " + columnType + ") on commit drop")) {
                create.execute();
            }
            T last = null;
            for (int round = 0; round < 7; round++) {
                try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
                    types.bind(insert, 1, value);
                    insert.executeUpdate();
                }
                try (PreparedStatement select = connection.prepareStatement("delete from t returning c");
                        ResultSet rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    T now = types.read(rows, 1, type);
                    if (round > 0) {
                        assertThat(now).as("round %s", round).isEqualTo(last);
                    }
                    last = now;
                }
            }
            connection.rollback();
            return last;
        }
    }

    @SafeVarargs
    private static <T> void comesBack(String columnType, Class<T> type, T... values) throws SQLException {
        assertThat(types.supports(type)).isTrue();
        for (T value : values) {
            assertThat(through(columnType, type, value)).as(columnType).isEqualTo(value);
        }
        assertThat(through(columnType, type, null)).as("null as %s", columnType).isNull();
    }

    @Test
    void carriesNumbersToTheirLimits() throws SQLException {
        comesBack("boolean", Boolean.class, true, false);
        comesBack("smallint", Byte.class, Byte.MIN_VALUE, (byte) 0, Byte.MAX_VALUE);
        comesBack("smallint", Short.class, Short.MIN_VALUE, (short) -1, Short.MAX_VALUE);
        comesBack("integer", Integer.class, Integer.MIN_VALUE, -1, Integer.MAX_VALUE);
        comesBack("bigint", Long.class, Long.MIN_VALUE, -1L, Long.MAX_VALUE);
        comesBack("real", Float.class, Float.MIN_VALUE, -Float.MAX_VALUE, 0.1f, Float.NaN, Float.NEGATIVE_INFINITY);
        comesBack("double precision", Double.class, Double.MIN_VALUE, -Double.MAX_VALUE, 0.1, Double.NaN);
        comesBack("double precision", Double.class, Double.POSITIVE_INFINITY, -0.0);
        comesBack("numeric", BigInteger.class, BigInteger.TEN.pow(300).negate(), BigInteger.ZERO);
        comesBack("bigint", BigInteger.class, BigInteger.valueOf(Long.MAX_VALUE));
        comesBack("numeric", BigDecimal.class, new BigDecimal("0.100"), new BigDecimal("-1e-60"));
        comesBack(
                "numeric(65,30)",
                BigDecimal.class,
                new BigDecimal("12345678901234567890.123456789012345678901234567890"));
    }

    @Test
    void carriesTextBytesAndIds() throws SQLException {
        comesBack("text", String.class, "", "Zürich 𝄞 👩‍👩‍👧 \u0001\uffff", "x".repeat(1 << 20), "'\";--\\ ?");
        comesBack("varchar(5)", String.class, "𝄞𝄞𝄞𝄞𝄞");
        byte[] all = new byte[256];
        new Random(5).nextBytes(all);
        comesBack("bytea", byte[].class, new byte[0], all, new byte[] {0, -1, 0});
        comesBack("uuid", UUID.class, new UUID(0, 0), new UUID(-1, -1), UUID.randomUUID());
        assertThat(through("text", UUID.class, "123e4567-e89b-12d3-a456-426614174000"))
                .isEqualTo(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
    }

    @Test
    void refusesTheOneCharacterThatTheServerCannotStore() throws SQLException {
        SQLException error = catchThrowableOfType(SQLException.class, () -> through("text", String.class, "a\0b"));
        assertThat(opened.meaning(error)).isInstanceOf(DataException.class).hasMessageContaining("U+0000");
    }

    @Test
    void carriesAnEnumByItsNameIntoTextAndIntoANativeType() throws SQLException {
        comesBack("mood", Mood.class, Mood.HAPPY, Mood.SAD);
        comesBack("varchar(10)", Mood.class, Mood.HAPPY, Mood.SAD);
        assertThat(through("text", String.class, Mood.SAD)).isEqualTo("SAD");
        comesBack("text", Mood.class, Mood.HAPPY, Mood.SAD);
        assertThatThrownBy(() -> through("text", Mood.class, "s3cr3t"))
                .isInstanceOf(MappingException.class)
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void carriesDatesAndTimesToTheMicrosecond() throws SQLException {
        comesBack(
                "date", LocalDate.class, LocalDate.of(1, 1, 1), LocalDate.of(1582, 10, 10), LocalDate.of(2024, 2, 29));
        comesBack("date", LocalDate.class, LocalDate.of(-4712, 1, 1), LocalDate.of(99999, 12, 31));
        comesBack("time", LocalTime.class, LocalTime.MIN, LocalTime.of(23, 59, 59, 999_999_000), LocalTime.of(2, 30));
        comesBack(
                "timestamp",
                LocalDateTime.class,
                LocalDateTime.of(2024, 3, 31, 2, 30, 0, 1_000),
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(-4000, 6, 1, 12, 0, 0, 999_999_000),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
        assertThat(through("time", LocalTime.class, LocalTime.MAX)).isEqualTo(LocalTime.of(23, 59, 59, 999_999_000));
        assertThat(through("timestamp", LocalDateTime.class, LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1_999)))
                .isEqualTo(LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1_000));
    }

    /** The JDBC driver passes the zone of the JVM on to the session, and computes with it. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"})
    void carriesTimesAcrossEveryClockChangeWhateverTheZoneOfTheJvm(String zone) throws SQLException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (Opened there = Opened.fresh()) {
            assertThat(there.text("show timezone")).isEqualTo(zone);
            LocalDateTime spring = LocalDateTime.of(2024, 3, 10, 1, 0, 0, 1_000);
            LocalDateTime autumn = LocalDateTime.of(2024, 10, 27, 0, 30);
            for (int halfHour = 0; halfHour < 8; halfHour++) {
                for (LocalDateTime start : List.of(spring, spring.plusDays(21), autumn, autumn.plusDays(7))) {
                    LocalDateTime time = start.plusMinutes(halfHour * 30L);
                    staysItself(
                            there,
                            time,
                            time.atZone(ZoneId.of(zone))
                                    .withLaterOffsetAtOverlap()
                                    .toInstant());
                    staysItself(there, time, time.atZone(ZoneId.of(zone)).toInstant());
                }
            }
            staysItself(there, LocalDateTime.of(1, 1, 1, 0, 0), Instant.parse("1883-11-18T12:03:58.000001Z"));
            staysItself(there, LocalDateTime.of(1940, 6, 1, 0, 0), Instant.parse("-0044-03-15T11:00:00Z"));
            assertThat(through(there, "timestamptz", Instant.class, Instant.MAX))
                    .isEqualTo(Instant.MAX);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    private static void staysItself(Opened on, LocalDateTime local, Instant instant) throws SQLException {
        assertThat(through(on, "timestamp", LocalDateTime.class, local)).isEqualTo(local);
        assertThat(through(on, "timestamptz", Instant.class, instant)).isEqualTo(instant);
        assertThat(through(on, "timestamptz", OffsetDateTime.class, instant.atOffset(ZoneOffset.ofHours(5))))
                .isEqualTo(instant.atOffset(ZoneOffset.UTC));
        assertThat(through(on, "time", LocalTime.class, local.toLocalTime())).isEqualTo(local.toLocalTime());
        assertThat(through(on, "date", LocalDate.class, local.toLocalDate())).isEqualTo(local.toLocalDate());
    }

    @Test
    void carriesInstantsBeforeThereWereTimeZones() throws SQLException {
        comesBack(
                "timestamptz",
                Instant.class,
                Instant.parse("1883-11-18T12:03:58.000001Z"),
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("-4000-01-01T00:00:00Z"),
                Instant.parse("+294276-12-31T00:00:00Z"));
    }

    @Test
    void takesInfinityForTheLimitsOfEachType() throws SQLException {
        comesBack("date", LocalDate.class, LocalDate.MAX, LocalDate.MIN);
        comesBack("timestamp", LocalDateTime.class, LocalDateTime.MAX, LocalDateTime.MIN);
        comesBack("timestamptz", OffsetDateTime.class, OffsetDateTime.MAX, OffsetDateTime.MIN);
        comesBack("timestamptz", Instant.class, Instant.MAX, Instant.MIN);
        try (Connection connection = opened.connection();
                PreparedStatement select = connection.prepareStatement("select ?::timestamptz = 'infinity'")) {
            types.bind(select, 1, Instant.MAX);
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(types.read(rows, 1, Boolean.class)).isTrue();
            }
        }
        assertThatThrownBy(() -> through("timestamptz", Instant.class, Instant.MAX.minusSeconds(1)))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("294276");
    }

    @Test
    void refusesATimeThatJavaDoesNotHave() {
        assertThatThrownBy(() -> read("time '24:00'", LocalTime.class))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("23:59:59.999999");
    }

    @Test
    void readsJsonAsTextAndWritesItWithACast() throws SQLException {
        assertThat(read("'{\"a\": [1, 2]}'::jsonb", String.class)).isEqualTo("{\"a\": [1, 2]}");
        try (Connection connection = opened.connection();
                PreparedStatement select = connection.prepareStatement("select cast(? as jsonb) ->> 'a'")) {
            types.bind(select, 1, "{\"a\": \"é\"}");
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(types.read(rows, 1, String.class)).isEqualTo("é");
            }
        }
    }

    @Test
    void refusesWhatDoesNotFitInsteadOfCuttingIt() {
        assertThatThrownBy(() -> read("70000", Short.class)).isInstanceOf(MappingException.class);
        assertThatThrownBy(() -> read("1.5::numeric", Long.class)).isInstanceOf(MappingException.class);
        assertThatThrownBy(() -> read("'NaN'::numeric", BigDecimal.class)).isInstanceOf(MappingException.class);
        assertThatThrownBy(() -> read("'infinity'::numeric", BigDecimal.class)).isInstanceOf(MappingException.class);
        assertThatThrownBy(() -> read("'x'", UUID.class)).isInstanceOf(MappingException.class);
        assertThatThrownBy(() -> read("2", Boolean.class)).isInstanceOf(MappingException.class);
    }

    @Test
    void refusesAParameterOfATypeThatIsNoColumn() {
        assertThat(types.supports(Thread.class)).isFalse();
        assertThatThrownBy(() -> through("text", String.class, new Thread()))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("java.lang.Thread");
    }

    private static <T> T read(String expression, Class<T> type) throws SQLException {
        try (Connection connection = opened.connection();
                PreparedStatement select = connection.prepareStatement("select " + expression);
                ResultSet rows = select.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return types.read(rows, 1, type);
        }
    }
}
