package dev.cormorant.mysql;

import dev.cormorant.core.driver.ColumnType;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.driver.JdbcColumnTypes;
import dev.cormorant.core.driver.Mismatch;
import dev.cormorant.core.driver.UtcTime;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How values go in and out where MySQL differs from JDBC:
 *
 * <ul>
 *   <li>Times go in as text, which no conversion between time zones touches. An {@link Instant} and an {@link OffsetDateTime}
 *       are written in UTC, to a {@code DATETIME(6)} (years 1 to 9999) as well as to a {@code TIMESTAMP(6)} (1970 to 2038),
 *       since all sessions are in UTC. A date with a zero in it is refused.
 *   <li>A {@link UUID} goes in as its text, for {@code CHAR(36)} and for MariaDB's {@code UUID}; it is read from those and from
 *       {@code BINARY(16)}.
 *   <li>A {@code float} belongs into a {@code DOUBLE}: of a {@code FLOAT} the server sends six digits only. There is neither an
 *       infinity nor a NaN.
 * </ul>
 */
final class Columns {

    static final ColumnTypes TYPES = JdbcColumnTypes.standard()
            .with(
                    LocalDate.class,
                    ColumnType.of(Columns::bindDate, (rows, column) -> time(rows, column, LocalDate.class)))
            .with(
                    LocalTime.class,
                    ColumnType.of(Columns::bindTime, (rows, column) -> time(rows, column, LocalTime.class)))
            .with(LocalDateTime.class, ColumnType.of(Columns::bindDateTime, Columns::dateTime))
            .with(OffsetDateTime.class, ColumnType.of(Columns::bindOffset, Columns::offset))
            .with(Instant.class, ColumnType.of(Columns::bindInstant, Columns::instant))
            .with(UUID.class, ColumnType.of(Columns::bindUuid, Columns::uuid))
            .with(Float.class, new FiniteNumbers<>(Float.class, PreparedStatement::setFloat))
            .with(Double.class, new FiniteNumbers<>(Double.class, PreparedStatement::setDouble));

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final int LAST_YEAR = 9999;
    private static final int UUID_BYTES = 16;
    private static final int UUID_CHARS = 36;

    private Columns() {}

    private static void bindDate(PreparedStatement statement, int index, LocalDate date) throws SQLException {
        statement.setString(index, DATE.format(inRange(index, date)));
    }

    private static LocalDate inRange(int index, LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
            throw Mismatch.binding(index, LocalDate.class, "dates of the years 1 to " + LAST_YEAR);
        }
        return date;
    }

    private static void bindTime(PreparedStatement statement, int index, LocalTime time) throws SQLException {
        statement.setString(index, TIME.format(time));
    }

    private static void bindDateTime(PreparedStatement statement, int index, LocalDateTime time) throws SQLException {
        inRange(index, time.toLocalDate());
        statement.setString(index, DATE_TIME.format(time));
    }

    private static void bindOffset(PreparedStatement statement, int index, OffsetDateTime time) throws SQLException {
        bindInstant(statement, index, time.toInstant());
    }

    private static void bindInstant(PreparedStatement statement, int index, Instant instant) throws SQLException {
        try {
            bindDateTime(statement, index, UtcTime.of(instant));
        } catch (DateTimeException tooFar) {
            throw Mismatch.binding(index, Instant.class, "instants of the years 1 to " + LAST_YEAR);
        }
    }

    private static <T> @Nullable T time(ResultSet rows, int column, Class<T> type) throws SQLException {
        try {
            return rows.getObject(column, type);
        } catch (DateTimeException zeroMonthOrDay) {
            throw Mismatch.reading(rows, column, type, zeroMonthOrDay, "dates of the calendar");
        }
    }

    private static @Nullable LocalDateTime dateTime(ResultSet rows, int column) throws SQLException {
        return time(rows, column, LocalDateTime.class);
    }

    private static @Nullable OffsetDateTime offset(ResultSet rows, int column) throws SQLException {
        LocalDateTime time = dateTime(rows, column);
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        LocalDateTime time = dateTime(rows, column);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private static void bindUuid(PreparedStatement statement, int index, UUID id) throws SQLException {
        statement.setString(index, id.toString());
    }

    private static @Nullable UUID uuid(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes && bytes.length == UUID_BYTES) {
            ByteBuffer halves = ByteBuffer.wrap(bytes);
            return new UUID(halves.getLong(), halves.getLong());
        }
        try {
            // UUID.fromString takes shorter texts as well.
            if (value instanceof String text && text.length() == UUID_CHARS) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException malformed) {
            throw noUuid(rows, column, value);
        }
        throw noUuid(rows, column, value);
    }

    private static RuntimeException noUuid(ResultSet rows, int column, Object value) {
        return Mismatch.reading(rows, column, UUID.class, value, "a UUID, as text of 36 characters or as 16 bytes");
    }
}
