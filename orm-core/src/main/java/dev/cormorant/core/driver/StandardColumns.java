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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The column types of JDBC 4.2. */
final class StandardColumns {

    static final Set<Class<?>> ALL = Set.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            String.class,
            byte[].class,
            UUID.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            Instant.class);

    private static final int UUID_LENGTH = 36;

    private StandardColumns() {}

    /** {@return the column type of one of them} It links no more code than that of the one: linking all takes a start 30 ms. */
    static ColumnType<?> of(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Boolean" -> ColumnType.of(PreparedStatement::setBoolean, ExactNumbers::toBoolean);
            case "Byte" -> ColumnType.of(PreparedStatement::setByte, ExactNumbers::toByte);
            case "Short" -> ColumnType.of(PreparedStatement::setShort, ExactNumbers::toShort);
            case "Integer" -> ColumnType.of(PreparedStatement::setInt, ExactNumbers::toInteger);
            case "Long" -> ColumnType.of(PreparedStatement::setLong, ExactNumbers::toLong);
            case "Float" -> ColumnType.of(PreparedStatement::setFloat, ExactNumbers::toFloat);
            case "Double" -> ColumnType.of(PreparedStatement::setDouble, ExactNumbers::toDouble);
            case "BigDecimal" -> ColumnType.of(PreparedStatement::setBigDecimal, ExactNumbers::toBigDecimal);
            case "BigInteger" -> ColumnType.of(StandardColumns::bindInteger, ExactNumbers::toBigInteger);
            case "String" -> ColumnType.of(PreparedStatement::setString, ResultSet::getString);
            case "byte[]" -> ColumnType.of(PreparedStatement::setBytes, StandardColumns::readBytes);
            case "UUID" -> ColumnType.of(PreparedStatement::setObject, StandardColumns::readUuid);
            default -> time(type);
        };
    }

    private static ColumnType<?> time(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "LocalDate" ->
                ColumnType.of(PreparedStatement::setObject, (rows, column) -> rows.getObject(column, LocalDate.class));
            case "LocalTime" ->
                ColumnType.<LocalTime>of(
                        (statement, index, time) -> statement.setObject(index, time.truncatedTo(ChronoUnit.MICROS)),
                        (rows, column) -> rows.getObject(column, LocalTime.class));
            case "LocalDateTime" ->
                ColumnType.<LocalDateTime>of(
                        (statement, index, time) -> statement.setObject(index, time.truncatedTo(ChronoUnit.MICROS)),
                        (rows, column) -> rows.getObject(column, LocalDateTime.class));
            case "OffsetDateTime" ->
                ColumnType.<OffsetDateTime>of(
                        (statement, index, time) -> statement.setObject(index, utc(time)), StandardColumns::readUtc);
            case "Instant" -> ColumnType.of(StandardColumns::bindInstant, StandardColumns::readInstant);
            default -> throw new IllegalArgumentException(type + " is none of the types of JDBC");
        };
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
