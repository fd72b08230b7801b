package dev.cormorant.core.driver;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The column types of JDBC 4.2. */
final class StandardColumns {

    private static final int UUID_LENGTH = 36;

    private StandardColumns() {}

    static Map<Class<?>, ColumnType<?>> all() {
        Map<Class<?>, ColumnType<?>> types = new HashMap<>();
        types.put(Boolean.class, ColumnType.of(PreparedStatement::setBoolean, ExactNumbers::toBoolean));
        types.put(Byte.class, ColumnType.of(PreparedStatement::setByte, ExactNumbers::toByte));
        types.put(Short.class, ColumnType.of(PreparedStatement::setShort, ExactNumbers::toShort));
        types.put(Integer.class, ColumnType.of(PreparedStatement::setInt, ExactNumbers::toInteger));
        types.put(Long.class, ColumnType.of(PreparedStatement::setLong, ExactNumbers::toLong));
        types.put(Float.class, ColumnType.of(PreparedStatement::setFloat, ExactNumbers::toFloat));
        types.put(Double.class, ColumnType.of(PreparedStatement::setDouble, ExactNumbers::toDouble));
        types.put(BigDecimal.class, ColumnType.of(PreparedStatement::setBigDecimal, ExactNumbers::toBigDecimal));
        types.put(BigInteger.class, ColumnType.of(StandardColumns::bindInteger, ExactNumbers::toBigInteger));
        types.put(String.class, ColumnType.of(PreparedStatement::setString, ResultSet::getString));
        types.put(byte[].class, ColumnType.of(PreparedStatement::setBytes, StandardColumns::readBytes));
        types.put(UUID.class, ColumnType.of(PreparedStatement::setObject, StandardColumns::readUuid));
        addTimes(types);
        return types;
    }

    private static void addTimes(Map<Class<?>, ColumnType<?>> types) {
        types.put(
                LocalDate.class,
                ColumnType.of(PreparedStatement::setObject, (rows, column) -> rows.getObject(column, LocalDate.class)));
        types.put(
                LocalTime.class,
                ColumnType.<LocalTime>of(
                        (statement, index, time) -> statement.setObject(index, time.truncatedTo(ChronoUnit.MICROS)),
                        (rows, column) -> rows.getObject(column, LocalTime.class)));
        types.put(
                LocalDateTime.class,
                ColumnType.<LocalDateTime>of(
                        (statement, index, time) -> statement.setObject(index, time.truncatedTo(ChronoUnit.MICROS)),
                        (rows, column) -> rows.getObject(column, LocalDateTime.class)));
        types.put(
                OffsetDateTime.class,
                ColumnType.<OffsetDateTime>of(
                        (statement, index, time) -> statement.setObject(index, utc(time)), StandardColumns::readUtc));
        types.put(Instant.class, ColumnType.of(StandardColumns::bindInstant, StandardColumns::readInstant));
    }

    private static OffsetDateTime utc(OffsetDateTime time) {
        return time.withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable OffsetDateTime readUtc(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static void bindInstant(PreparedStatement statement, int index, Instant instant) throws SQLException {
        statement.setObject(index, instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }

    private static @Nullable Instant readInstant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static void bindInteger(PreparedStatement statement, int index, BigInteger number) throws SQLException {
        statement.setBigDecimal(index, new BigDecimal(number));
    }

    private static byte @Nullable [] readBytes(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        if (value instanceof Blob blob) {
            return blob.getBytes(1, Math.toIntExact(blob.length()));
        }
        throw Mismatch.reading(rows, column, byte[].class, value, "a binary value");
    }

    private static @Nullable UUID readUuid(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null || value instanceof UUID) {
            return (UUID) value;
        }
        try {
            // UUID.fromString takes shorter texts as well.
            if (value instanceof String text && text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException malformed) {
            throw Mismatch.reading(rows, column, UUID.class, value, "a UUID, as text of 36 characters");
        }
        throw Mismatch.reading(rows, column, UUID.class, value, "a UUID, as text of 36 characters");
    }
}
