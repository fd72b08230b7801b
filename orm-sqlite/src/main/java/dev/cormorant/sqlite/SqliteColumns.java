package dev.cormorant.sqlite;

import dev.cormorant.core.driver.ColumnType;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.driver.JdbcColumnTypes;
import dev.cormorant.core.driver.Mismatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4ResultSet;

/**
 * The forms of Java values in SQLite, which has integers of 64 bits, doubles, text and blobs.
 *
 * <ul>
 *   <li>booleans: 0 and 1; enums: their names; UUIDs: text of 36 characters
 *   <li>{@link BigDecimal}: text, which keeps the scale in a {@code text} column (a column of numeric affinity, such as
 *       {@code decimal}, turns it into a double); {@link BigInteger}: an integer up to 64 bits, text beyond
 *   <li>times: text of fixed length, so that it sorts by time: {@code 2024-02-29}, {@code 23:59:59.123456},
 *       {@code 2024-02-29 23:59:59.123456}, and in UTC {@code 2024-02-29 23:59:59.123456+00:00}. That is ISO 8601 with a blank
 *       for the T, as SQLite's own functions and {@code CURRENT_TIMESTAMP} write it; the T is read as well
 *   <li>text: UTF-8, four bytes long characters included; U+0000 comes back, but SQL functions such as {@code length} stop at it
 * </ul>
 */
final class SqliteColumns {

    private static final Set<Class<?>> OWN = Set.of(
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            Float.class,
            BigDecimal.class,
            BigInteger.class,
            String.class,
            UUID.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            Instant.class);

    static final ColumnTypes ALL = new UnboxedNumbers(JdbcColumnTypes.standard().with(OWN, SqliteColumns::of));

    /** {@link BigDecimal} reads exponents that would make a whole number of gigabytes. */
    private static final int LONGEST_NUMBER = 4096;

    private SqliteColumns() {}

    private static ColumnType<?> of(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Boolean" -> Common.BOOLEAN;
            case "Integer" -> Common.INTEGER;
            case "Long" -> Common.LONG;
            case "Double" -> Common.DOUBLE;
            case "Float" -> ColumnType.<Float>of(SqliteColumns::bindFloat, reader(Float.class));
            case "BigDecimal" -> Common.DECIMAL;
            case "BigInteger" -> ColumnType.of(SqliteColumns::bindInteger, SqliteColumns::readInteger);
            case "String" -> Common.TEXT;
            case "UUID" ->
                ColumnType.<UUID>of((to, index, id) -> to.setString(index, id.toString()), reader(UUID.class));
            case "LocalDate" -> times(LocalDate.class, TimeText.DATE);
            case "LocalTime" -> times(LocalTime.class, TimeText.TIME);
            case "LocalDateTime" -> times(LocalDateTime.class, TimeText.DATE_TIME);
            case "OffsetDateTime" -> times(OffsetDateTime.class, TimeText.OFFSET);
            case "Instant" -> times(Instant.class, TimeText.INSTANT);
            default -> throw new IllegalArgumentException(type + " has no form of its own on SQLite");
        };
    }

    /** The commonest types, as one class: for each of them a first row would otherwise link two lambdas. */
    private enum Common implements ColumnType<Object> {
        BOOLEAN,
        INTEGER,
        LONG,
        DOUBLE,
        DECIMAL,
        TEXT;

        @Override
        public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
            switch (this) {
                case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
                case INTEGER -> statement.setInt(index, (Integer) value);
                case LONG -> statement.setLong(index, (Long) value);
                case DOUBLE -> statement.setDouble(index, number(index, (Double) value));
                case DECIMAL, TEXT -> statement.setString(index, value.toString());
            }
        }

        @Override
        public @Nullable Object read(ResultSet rows, int column) throws SQLException {
            return switch (this) {
                case BOOLEAN -> readBoolean(rows, column);
                case INTEGER -> readInt(rows, column);
                case LONG -> readLong(rows, column);
                case DOUBLE -> readDouble(rows, column);
                case DECIMAL -> readDecimal(rows, column);
                case TEXT -> readText(rows, column);
            };
        }
    }

    private static <T> ColumnType.Reader<T> reader(Class<T> type) {
        return (rows, column) -> JdbcColumnTypes.standard().read(rows, column, type);
    }

    /** What a column holds. A result of a prepared statement of ours says it with one lock instead of two. */
    static @Nullable Object value(ResultSet rows, int column) throws SQLException {
        JDBC4ResultSet own = rows.unwrap(JDBC4ResultSet.class);
        if (own.getStatement() instanceof SqlitePreparedStatement statement) {
            own.checkCol(column);
            return statement.value(column);
        }
        return rows.getObject(column);
    }

    private static @Nullable Boolean readBoolean(ResultSet rows, int column) throws SQLException {
        Object value = value(rows, column);
        if (value instanceof Integer number && (number == 0 || number == 1)) {
            return number == 1;
        }
        return value == null ? null : JdbcColumnTypes.standard().read(rows, column, Boolean.class);
    }

    private static @Nullable Integer readInt(ResultSet rows, int column) throws SQLException {
        Object value = value(rows, column);
        return value == null || value instanceof Integer
                ? (Integer) value
                : JdbcColumnTypes.standard().read(rows, column, Integer.class);
    }

    private static @Nullable Long readLong(ResultSet rows, int column) throws SQLException {
        Object value = value(rows, column);
        if (value instanceof Integer number) {
            return number.longValue();
        }
        return value == null || value instanceof Long
                ? (Long) value
                : JdbcColumnTypes.standard().read(rows, column, Long.class);
    }

    private static @Nullable Double readDouble(ResultSet rows, int column) throws SQLException {
        Object value = value(rows, column);
        return value == null || value instanceof Double
                ? (Double) value
                : JdbcColumnTypes.standard().read(rows, column, Double.class);
    }

    private static void bindFloat(PreparedStatement statement, int index, Float value) throws SQLException {
        statement.setFloat(index, number(index, value));
    }

    /** SQLite has no NaN: it would store NULL without a word. */
    private static <T extends Number> T number(int index, T number) {
        if (Double.isNaN(number.doubleValue())) {
            throw Mismatch.binding(index, number.getClass(), "every number but NaN");
        }
        return number;
    }

    private static <T> ColumnType<T> times(Class<T> type, TimeText<T> text) {
        return ColumnType.of(
                (statement, index, time) -> statement.setString(index, text.write(index, type, time)),
                (rows, column) -> text.read(rows, column, type));
    }

    private static @Nullable BigDecimal readDecimal(ResultSet rows, int column) throws SQLException {
        Object value = value(rows, column);
        if (!(value instanceof String text)) {
            return JdbcColumnTypes.standard().read(rows, column, BigDecimal.class);
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException malformed) {
            throw Mismatch.reading(rows, column, BigDecimal.class, value, "numbers, as text too");
        }
    }

    private static void bindInteger(PreparedStatement statement, int index, BigInteger number) throws SQLException {
        if (number.bitLength() < Long.SIZE) {
            statement.setLong(index, number.longValue());
        } else {
            statement.setString(index, number.toString());
        }
    }

    private static @Nullable BigInteger readInteger(ResultSet rows, int column) throws SQLException {
        Object value = value(rows, column);
        if (!(value instanceof String text)) {
            return JdbcColumnTypes.standard().read(rows, column, BigInteger.class);
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.precision() - number.scale() <= LONGEST_NUMBER) {
                return number.toBigIntegerExact();
            }
        } catch (ArithmeticException | NumberFormatException malformed) {
            throw Mismatch.reading(rows, column, BigInteger.class, value, "whole numbers, as text too");
        }
        throw Mismatch.reading(rows, column, BigInteger.class, value, "whole numbers of 4096 digits");
    }

    /** The JDBC driver would read the bytes of a blob as if they were text. */
    private static @Nullable String readText(ResultSet rows, int column) throws SQLException {
        Object value = value(rows, column);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (value instanceof byte[]) {
            throw Mismatch.reading(rows, column, String.class, value, "text and numbers");
        }
        return rows.getString(column);
    }
}
