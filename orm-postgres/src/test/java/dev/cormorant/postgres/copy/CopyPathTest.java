package dev.cormorant.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cormorant.core.driver.BulkColumn;
import dev.cormorant.core.driver.BulkRows;
import dev.cormorant.core.driver.BulkTable;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CopyPathTest {

    private static final int RANDOM = 2_000;

    private static TestDatabase server;
    private static Connection connection;

    private enum Mood {
        HAPPY,
        SAD {
            @Override
            public String toString() {
                return "not my name";
            }
        }
    }

    @BeforeAll
    static void start() throws SQLException {
        server = TestDatabase.postgres();
        connection = connect();
        run("create type mood as enum ('HAPPY', 'SAD')", "create domain positive as integer check (value > 0)");
        connection.setAutoCommit(false);
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        server.close();
    }

    @AfterEach
    void undo() throws SQLException {
        connection.rollback();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    private static void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static BulkTable table(String name, Class<?> values) {
        return new BulkTable(
                name,
                List.of(new BulkColumn("n", Integer.class, false), new BulkColumn("\"what is it?\"", values, false)));
    }

    private static List<@Nullable Object[]> rows(List<? extends @Nullable Object> values) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Object value : values) {
            rows.add(new @Nullable Object[] {rows.size(), value});
        }
        return rows;
    }

    private static void copy(BulkTable table, List<@Nullable Object[]> rows, boolean asText) throws SQLException {
        CopyPath.INSTANCE.insert(connection, new BulkRows(table, rows, asText, ""));
    }

    private static void create(String name, String columnType) throws SQLException {
        run("create temp table " + name + "(n integer, \"what is it?\" " + columnType + ") on commit drop");
    }

    /** Values beside those that are given, the same ones each time. */
    private static Arguments each(
            String columnType, Class<?> type, Function<Random, @Nullable Object> random, Object... values) {
        Random seeded = new Random(42);
        List<@Nullable Object> all = new ArrayList<>(List.of(values));
        all.add(null);
        Stream.generate(() -> random.apply(seeded)).limit(RANDOM).forEach(all::add);
        return arguments(columnType, type, all);
    }

    private static Stream<Arguments> numbers() {
        return Stream.of(
                each("smallint", Byte.class, some -> (byte) some.nextInt(), Byte.MIN_VALUE, Byte.MAX_VALUE),
                each("smallint", Short.class, some -> (short) some.nextInt(), Short.MIN_VALUE, Short.MAX_VALUE),
                each("smallint", Long.class, some -> (long) (short) some.nextInt(), -1L, 32_767L),
                each("integer", Integer.class, Random::nextInt, Integer.MIN_VALUE, Integer.MAX_VALUE, 0),
                each("integer", Long.class, some -> (long) some.nextInt(), (long) Integer.MIN_VALUE),
                each("bigint", Long.class, Random::nextLong, Long.MIN_VALUE, Long.MAX_VALUE),
                each("bigint", Short.class, some -> (short) some.nextInt(), Short.MIN_VALUE),
                each("real", Float.class, CopyPathTest::single, Float.NaN, -0.0f, Float.NEGATIVE_INFINITY),
                each("double precision", Double.class, CopyPathTest::twice, Double.NaN, -0.0, Double.MIN_VALUE),
                each("double precision", Double.class, Random::nextGaussian, 0.1, Double.NEGATIVE_INFINITY),
                each("numeric", BigInteger.class, some -> new BigInteger(300, some).negate(), BigInteger.ZERO),
                each("numeric", BigDecimal.class, CopyPathTest::decimal, new BigDecimal("1E+3"), BigDecimal.ZERO),
                each("numeric", BigDecimal.class, CopyPathTest::decimal, new BigDecimal("0E-16383")),
                each("numeric", BigDecimal.class, CopyPathTest::decimal, BigDecimal.ONE.scaleByPowerOfTen(131_071)),
                each("numeric(40,2)", BigDecimal.class, some -> decimal(some).divide(BigDecimal.TEN), BigDecimal.TEN));
    }

    /** Of any bits, as far as the input of text takes it. */
    private static Object single(Random some) {
        float value = Float.intBitsToFloat(some.nextInt());
        return Math.abs(value) < Float.MIN_NORMAL ? 0f : value;
    }

    private static Object twice(Random some) {
        double value = Double.longBitsToDouble(some.nextLong());
        return Math.abs(value) < Double.MIN_NORMAL ? 0.0 : value;
    }

    private static BigDecimal decimal(Random some) {
        return new BigDecimal(new BigInteger(some.nextInt(100), some), some.nextInt(70) - 10)
                .multiply(BigDecimal.valueOf(some.nextInt(3) - 1));
    }

    private static Stream<Arguments> texts() {
        return Stream.of(
                each("text", String.class, CopyPathTest::words, "", "\\N", "\t\n\r\\", "x".repeat(200_000), "\ud83e"),
                each("text", Mood.class, some -> Mood.values()[some.nextInt(2)], Mood.HAPPY, Mood.SAD),
                each("varchar(20)", String.class, some -> words(some).substring(0, 9), "a".repeat(20), "b  "),
                each("char(20)", String.class, some -> words(some).substring(0, 9), "a", "b  "),
                each("json", String.class, some -> "{\"a\":  " + some.nextInt() + "}", "[ 1]", "\"ü\\u0041\""),
                each(
                        "jsonb",
                        String.class,
                        some -> "{\"a\":  " + some.nextInt() + "}",
                        "[ 1]",
                        "\"" + "ü".repeat(99_999) + "\""),
                each("bytea", byte[].class, CopyPathTest::bytes, new byte[0], new byte[200_000]),
                each("uuid", UUID.class, some -> new UUID(some.nextLong(), some.nextLong()), new UUID(0, -1)),
                each("boolean", Boolean.class, Random::nextBoolean, true));
    }

    private static String words(Random some) {
        return some.ints(10, 1, 0x20_000)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .append("123456789")
                .toString();
    }

    private static byte[] bytes(Random some) {
        byte[] bytes = new byte[some.nextInt(300)];
        some.nextBytes(bytes);
        return bytes;
    }

    private static Stream<Arguments> times() {
        LocalDate first = LocalDate.of(-4712, 1, 1);
        return Stream.of(
                each("date", LocalDate.class, CopyPathTest::day, first, LocalDate.MIN, LocalDate.MAX),
                each(
                        "date",
                        LocalDate.class,
                        CopyPathTest::day,
                        LocalDate.of(5_874_897, 12, 31),
                        LocalDate.of(0, 1, 1)),
                each("time", LocalTime.class, CopyPathTest::hour, LocalTime.MIN, LocalTime.MAX),
                each("time(3)", LocalTime.class, CopyPathTest::hour, LocalTime.NOON),
                each("timestamp", LocalDateTime.class, CopyPathTest::local, LocalDateTime.MIN, LocalDateTime.MAX),
                each("timestamp(0)", LocalDateTime.class, CopyPathTest::local, first.atStartOfDay()),
                each("timestamptz", Instant.class, CopyPathTest::moment, Instant.MIN, Instant.MAX, Instant.EPOCH),
                each("timestamptz(1)", Instant.class, CopyPathTest::moment, Instant.parse("+294276-12-31T23:59:59.9Z")),
                each(
                        "timestamptz",
                        OffsetDateTime.class,
                        CopyPathTest::shifted,
                        OffsetDateTime.MIN,
                        OffsetDateTime.MAX));
    }

    private static LocalDate day(Random some) {
        return LocalDate.of(-4712, 1, 1).plusDays(some.nextInt(10_000_000));
    }

    private static LocalTime hour(Random some) {
        return LocalTime.ofNanoOfDay((long) (some.nextDouble() * LocalTime.MAX.toNanoOfDay()));
    }

    private static LocalDateTime local(Random some) {
        return day(some).atTime(hour(some));
    }

    private static Instant moment(Random some) {
        return local(some).toInstant(ZoneOffset.UTC);
    }

    private static OffsetDateTime shifted(Random some) {
        return local(some).atOffset(ZoneOffset.ofHours(some.nextInt(36) - 18));
    }

    @ParameterizedTest
    @MethodSource({"numbers", "texts", "times"})
    void writesInBinaryWhatItWritesAsText(String columnType, Class<?> type, List<@Nullable Object> values)
            throws SQLException {
        create("by_text", columnType);
        create("by_bytes", columnType);
        assertThat(BinaryForms.of(connection, table("by_bytes", type))).hasSize(2);
        copy(table("by_bytes", type), rows(values), false);
        copy(table("by_text", type), rows(values), true);
        assertThat(number("select count(*) from by_bytes")).isEqualTo(values.size());
        assertThat(number("select count(*) from by_bytes b full join by_text t using (n)"
                        + " where b.\"what is it?\"::text is distinct from t.\"what is it?\"::text"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "double precision, java.lang.Float",
        "real, java.lang.Double",
        "numeric, java.lang.Long",
        "integer, java.lang.String",
        "integer, java.math.BigDecimal",
        "bigint, java.lang.Boolean",
        "text, java.util.UUID",
        "text, java.lang.Long",
        "timestamp, java.time.Instant",
        "timestamptz, java.time.LocalDateTime",
        "date, java.time.LocalDateTime",
        "time, java.time.Instant",
        "jsonb, java.util.UUID",
        "json, java.lang.Long",
        "bytea, java.lang.String",
        "uuid, java.lang.String",
        "boolean, java.lang.Integer",
        "mood, java.lang.String",
        "positive, java.lang.Integer",
        "xml, java.lang.String"
    })
    void hasNoBinaryFormWhereTypesDiffer(String columnType, Class<?> type) throws SQLException {
        create("other", columnType);
        assertThat(BinaryForms.of(connection, table("other", type))).isEmpty();
    }

    @Test
    void fillsAColumnOfADomainOrOfAnEnumByText() throws SQLException {
        create("rated", "positive");
        copy(table("rated", Integer.class), rows(List.of(1, 2)), false);
        create("felt", "mood");
        copy(table("felt", Mood.class), rows(List.of(Mood.SAD, Mood.HAPPY)), false);
        assertThat(number("select count(*) from rated, felt where rated.n = felt.n"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"smallint, 32768", "smallint, -32769", "integer, 2147483648", "integer, -2147483649"})
    void refusesANumberBeyondItsColumn(String columnType, long beyond) throws SQLException {
        create("small", columnType);
        Savepoint before = connection.setSavepoint();
        assertThatThrownBy(() -> copy(table("small", Long.class), rows(List.of(1L, beyond)), false))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("parameter 2");
        connection.rollback(before);
        assertThat(number("select count(*) from small")).isZero();
    }

    @Test
    void refusesTimesThatWouldOverflow() throws SQLException {
        for (Object beyond : List.of(LocalDate.MAX.minusDays(1), LocalDate.MIN.plusDays(1))) {
            refuses("date", beyond);
        }
        refuses("timestamptz", Instant.MAX.minusSeconds(1));
        refuses("timestamptz", OffsetDateTime.MIN.plusDays(1));
        refuses("timestamp", LocalDateTime.MIN.plusDays(1));
        refuses("numeric", new BigDecimal(BigInteger.ONE, 16_384));
        refuses("numeric", BigDecimal.ONE.scaleByPowerOfTen(131_072));
    }

    private static void refuses(String columnType, Object beyond) throws SQLException {
        create("narrow", columnType);
        Savepoint before = connection.setSavepoint();
        assertThatThrownBy(() -> copy(table("narrow", beyond.getClass()), rows(List.of(beyond)), false))
                .as("%s in %s", beyond.getClass(), columnType)
                .isInstanceOf(MappingException.class);
        connection.rollback(before);
        run("drop table narrow");
    }

    @Test
    void keepsTheTypesAsTheyAreUntilTheEndAndAsksAnewThen() throws SQLException {
        run("create table settled (n integer, \"what is it?\" bigint)");
        connection.commit();
        connection.setSavepoint();
        assertThat(BinaryForms.of(connection, table("settled", Long.class))).hasSize(2);
        try (Connection other = connect();
                Statement change = other.createStatement()) {
            change.execute("set lock_timeout = 100");
            assertThatThrownBy(() -> change.execute("alter table settled alter column n type text"))
                    .hasMessageContaining("lock timeout");
            connection.rollback();
            change.execute("alter table settled alter column n type text");
        }
        connection.setSavepoint();
        assertThat(BinaryForms.of(connection, table("settled", Long.class))).isEmpty();
    }

    @Test
    void writesTextBeforeTheTransactionHasBegun() throws SQLException {
        run("create table early (n integer, \"what is it?\" bigint)");
        connection.commit();
        List<@Nullable Object[]> tooLarge = rows(List.of(1L));
        tooLarge.get(0)[0] = Long.MAX_VALUE;
        assertThatThrownBy(() -> copy(table("early", Long.class), tooLarge, false))
                .as("of the server, which binary would not have asked")
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("out of range for type integer");
    }

    @Test
    void takesNoRightBeyondTheInsertAndFillsIdentities() throws SQLException {
        run(
                "create temp table kept (n integer generated always as identity, \"what is it?\" text) on commit drop",
                "create role writer",
                "grant insert on kept to writer",
                "set local role writer");
        assertThat(BinaryForms.of(connection, table("kept", String.class))).hasSize(2);
        copy(table("kept", String.class), rows(List.of("a", "b")), false);
        run("reset role");
        assertThat(number("select sum(n) from kept")).isEqualTo(1);
    }
}
