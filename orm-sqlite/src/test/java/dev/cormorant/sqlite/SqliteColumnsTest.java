package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.driver.ColumnTypes;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteColumnsTest {

    private static final ColumnTypes TYPES = SqliteColumns.ALL;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = java.sql.DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private <T> T roundTrip(String columnType, Object value, Class<T> type) throws SQLException {
        Sqlite.run(connection, "drop table if exists v");
        Sqlite.run(connection, "create table v (c " + columnType + ")");
        try (PreparedStatement insert = connection.prepareStatement("insert into v values (?)")) {
            TYPES.bind(insert, 1, value);
            insert.execute();
        }
        return readExpression("c from v", type);
    }

    private <T> T readExpression(String expression, Class<T> type) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + expression);
                ResultSet rows = select.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return TYPES.read(rows, 1, type);
        }
    }

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "not the name";
            }
        }
    }

    static Stream<Object[]> values() {
        List<Object[]> all = new ArrayList<>();
        add(all, "integer", true, false);
        add(all, "integer", Byte.MIN_VALUE, Byte.MAX_VALUE, Short.MIN_VALUE, Short.MAX_VALUE);
        add(all, "integer", Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, 0L);
        add(all, "real", Float.MIN_VALUE, Float.MAX_VALUE, -0.1f, 1.5f, Float.NEGATIVE_INFINITY);
        add(all, "real", Double.MIN_VALUE, Double.MAX_VALUE, 0.1, -1e300, Double.POSITIVE_INFINITY, 9007199254740992.0);
        add(
                all,
                "text",
                new BigDecimal("0.10"),
                new BigDecimal("-12345678901234567890.123456789012345678901234567890"));
        add(all, "text", new BigDecimal("1E+3"), new BigDecimal("0.000000000000000000000000000000000001"));
        add(all, "blob", new BigDecimal("1.50"));
        add(
                all,
                "text",
                new BigInteger("18446744073709551615"),
                BigInteger.TEN.pow(60).negate(),
                BigInteger.ONE);
        add(all, "integer", BigInteger.valueOf(Long.MAX_VALUE), BigInteger.valueOf(Long.MIN_VALUE));
        add(all, "blob", new BigInteger("18446744073709551615"));
        add(all, "text", "", "a", "a\u0000b\u0000", "😀 𝔘𝔫𝔦 ä \uFFFF", "'; drop table v; --", "0123", " 1 ");
        add(all, "blob", new byte[0], new byte[] {0, 1, -1, 127, -128}, new byte[100_000]);
        add(all, "text", UUID.fromString("00000000-0000-0000-0000-000000000000"), UUID.randomUUID());
        add(all, "text", LocalDate.of(0, 1, 1), LocalDate.of(2024, 2, 29), LocalDate.of(9999, 12, 31));
        add(all, "text", LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000), LocalTime.of(1, 2, 3, 1_000));
        add(all, "text", LocalDateTime.of(2024, 2, 29, 0, 0), LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
        add(all, "text", Instant.EPOCH, Instant.parse("1969-12-31T23:59:59.999999Z"));
        add(all, "text", OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 4_000, ZoneOffset.UTC));
        add(all, "text", Colour.RED, Colour.GREEN);
        return all.stream();
    }

    private static void add(List<Object[]> to, String column, Object... values) {
        for (Object value : values) {
            to.add(new Object[] {column, value});
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void givesBackExactlyWhatWasWritten(String column, Object value) throws SQLException {
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        assertThat(TYPES.supports(type)).isTrue();
        assertThat((Object) roundTrip(column, value, type)).isEqualTo(value);
        assertThat((Object) roundTrip("blob", value, type))
                .as("without affinity")
                .isEqualTo(value);
        assertThat((Object) roundTrip(column, null, type)).isNull();
    }

    @Test
    void givesBackRandomTimesAndNumbers() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L);
            assertThat(roundTrip("text", instant, Instant.class))
                    .as("seed " + seed)
                    .isEqualTo(instant);
            BigDecimal number = new BigDecimal(new BigInteger(200, random), random.nextInt(120) - 60);
            assertThat(roundTrip("text", number, BigDecimal.class))
                    .as("seed " + seed)
                    .isEqualTo(number);
            double real = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(real)) {
                assertThat(roundTrip("real", real, Double.class))
                        .as("seed " + seed)
                        .isEqualTo(real);
            }
        }
    }

    @Test
    void givesBackEveryInstantAroundAChangeOfClocks() throws SQLException {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant change = LocalDateTime.of(2026, 10, 25, 1, 0).atZone(berlin).toInstant();
        for (long minutes = 0; minutes <= TimeUnit.HOURS.toMinutes(4); minutes += 15) {
            Instant instant = change.plus(minutes, ChronoUnit.MINUTES);
            assertThat(roundTrip("text", instant, Instant.class)).isEqualTo(instant);
            OffsetDateTime local = instant.atZone(berlin).toOffsetDateTime();
            assertThat(roundTrip("text", local, OffsetDateTime.class)).isEqualTo(instant.atOffset(ZoneOffset.UTC));
        }
    }

    @Test
    void cutsTimesToTheMicrosecondOnTheirWayIn() throws SQLException {
        Instant instant = Instant.parse("2024-02-29T23:59:59.123456789Z");
        assertThat(roundTrip("text", instant, Instant.class)).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
        assertThat(roundTrip("text", LocalTime.of(1, 2, 3, 999_999_999), LocalTime.class))
                .isEqualTo(LocalTime.of(1, 2, 3, 999_999_000));
    }

    @Test
    void writesTimesAsTextThatSortsAndThatSqliteReads() throws SQLException {
        assertThat(roundTrip("text", LocalDate.of(24, 2, 9), String.class)).isEqualTo("0024-02-09");
        assertThat(roundTrip("text", LocalTime.of(1, 2), String.class)).isEqualTo("01:02:00.000000");
        assertThat(roundTrip("text", LocalDateTime.of(2024, 2, 29, 1, 2), String.class))
                .isEqualTo("2024-02-29 01:02:00.000000");
        Instant instant = Instant.parse("2024-02-29T23:59:59.5Z");
        assertThat(roundTrip("text", instant, String.class)).isEqualTo("2024-02-29 23:59:59.500000+00:00");
        assertThat(readExpression("strftime('%s', c) from v", String.class))
                .isEqualTo(Long.toString(instant.getEpochSecond()));
        assertThat(roundTrip("text", instant.atOffset(ZoneOffset.ofHours(-7)), String.class))
                .isEqualTo("2024-02-29 23:59:59.500000+00:00");
    }

    @Test
    void readsTimesAsOthersWriteThem() throws SQLException {
        assertThat(readExpression("current_timestamp", Instant.class)).isBetween(Instant.EPOCH, Instant.MAX);
        assertThat(readExpression("'2024-02-29T23:59:59Z'", Instant.class)).isEqualTo("2024-02-29T23:59:59Z");
        assertThat(readExpression("'2024-02-29 23:59:59.5+02:00'", Instant.class))
                .isEqualTo("2024-02-29T21:59:59.500Z");
        assertThat(readExpression("'2024-02-29T23:59'", LocalDateTime.class)).isEqualTo("2024-02-29T23:59");
        assertThat(readExpression("'23:59'", LocalTime.class)).isEqualTo("23:59");
        assertThat(readExpression("date('2024-03-01', '-1 day')", LocalDate.class))
                .isEqualTo("2024-02-29");
    }

    static Stream<Object[]> misfits() {
        return Stream.of(new Object[][] {
            {"128", Byte.class},
            {"-32769", Short.class},
            {"2147483648", Integer.class},
            {"1.5", Integer.class},
            {"9223372036854775808", Long.class},
            {"0.5", Long.class},
            {"'12'", Long.class},
            {"x'00'", Integer.class},
            {"2", Boolean.class},
            {"-1", Boolean.class},
            {"'true'", Boolean.class},
            {"1e39", Float.class},
            {"'1.5'", Double.class},
            {"'abc'", BigDecimal.class},
            {"''", BigDecimal.class},
            {"9e999", BigDecimal.class},
            {"'1.5'", BigInteger.class},
            {"'1e999999999'", BigInteger.class},
            {"x'61'", String.class},
            {"'text'", byte[].class},
            {"1", byte[].class},
            {"'1-1-1-1-1'", UUID.class},
            {"1", UUID.class},
            {"'2024-02-30'", LocalDate.class},
            {"'2024-2-3'", LocalDate.class},
            {"1709251199", LocalDate.class},
            {"'2024-02-29 00:00'", LocalDate.class},
            {"'24:00'", LocalTime.class},
            {"'2024-02-2912:00'", LocalDateTime.class},
            {"'2024-02-29 12:00Z'", LocalDateTime.class},
            {"'2024-02-29'", Instant.class},
            {"1709251199", Instant.class},
            {"'BLUE'", Colour.class},
            {"'red'", Colour.class},
            {"1", Colour.class},
            {"1", java.net.URI.class}
        });
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void refusesWhatDoesNotFitInsteadOfCuttingIt(String expression, Class<?> type) {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> readExpression(expression + " as the_column", type))
                .withMessageContaining("column 1 (\"the_column\")")
                .withMessageContaining(type.getSimpleName())
                .withMessageContaining("allowed: ");
    }

    @Test
    void convertsBetweenSortsOfNumberWhereNothingIsLost() throws SQLException {
        assertThat(readExpression("5.0", Integer.class)).isEqualTo(5);
        assertThat(readExpression("5", Double.class)).isEqualTo(5.0);
        assertThat(readExpression("0.1", BigDecimal.class)).isEqualTo("0.1");
        assertThat(readExpression("7", BigDecimal.class)).isEqualTo("7");
        assertThat(readExpression("1", Boolean.class)).isTrue();
        assertThat(readExpression("12", String.class)).isEqualTo("12");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN})
    void refusesTheNumberThatSqliteStoresAsNull(double number) {
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> roundTrip("real", number, Double.class));
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> roundTrip("real", (float) number, Float.class));
    }

    @Test
    void refusesTimesThatWouldNotSortAndTypesThatItDoesNotKnow() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> roundTrip("text", LocalDate.of(10_000, 1, 1), LocalDate.class));
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> roundTrip("text", LocalDate.of(-1, 1, 1), LocalDate.class));
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> roundTrip("text", Instant.MAX, Instant.class));
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> roundTrip("text", OffsetDateTime.MIN, OffsetDateTime.class));
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> roundTrip("text", java.net.URI.create("canary"), String.class))
                .withMessageContaining("java.net.URI")
                .withMessageNotContaining("canary");
        assertThat(TYPES.supports(java.net.URI.class)).isFalse();
    }
}
