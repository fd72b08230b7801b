package dev.cormorant.postgres;

import dev.cormorant.core.driver.ColumnType;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.driver.JdbcColumnTypes;
import dev.cormorant.core.driver.Mismatch;
import dev.cormorant.core.driver.PrimitiveGetters;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgResultSet;

/**
 * The column types of PostgreSQL, where they differ from JDBC's.
 *
 * <ul>
 *   <li>An enum goes as text of no declared type, so that it fits a column of text as well as of a native enum type.
 *   <li>{@code infinity} and {@code -infinity} are the {@code MAX} and {@code MIN} of {@code LocalDate}, {@code LocalDateTime},
 *       {@code OffsetDateTime} and {@code Instant}, in both directions.
 *   <li>A time of day of 24:00, which only this database has, is refused instead of being cut.
 *   <li>An array of {@code Long}, {@code Integer}, {@code Short}, {@code String} or {@code UUID} can be bound, for
 *       {@code = any(?)}; none can be read.
 *   <li>A text is a {@code varchar}; into a column of {@code json} or {@code jsonb} it needs {@code cast(? as jsonb)}.
 * </ul>
 */
final class PostgresColumnTypes implements ColumnTypes {

    static final PostgresColumnTypes INSTANCE = new PostgresColumnTypes();

    private static final JdbcColumnTypes TYPES = JdbcColumnTypes.standard()
            .with(LocalTime.class, ColumnType.of(PostgresColumnTypes::bindTime, PostgresColumnTypes::readTime))
            .with(
                    LocalDateTime.class,
                    ColumnType.of(
                            PostgresColumnTypes::bindLocal,
                            (rows, column) -> rows.getObject(column, LocalDateTime.class)))
            .with(OffsetDateTime.class, ColumnType.of(PostgresColumnTypes::bindOffset, PostgresColumnTypes::readOffset))
            .with(Instant.class, ColumnType.of(PostgresColumnTypes::bindInstant, PostgresColumnTypes::readInstant));

    /** What stands behind {@code = any(?)}: many values in one parameter. */
    private static final Map<Class<?>, String> ARRAYS = Map.of(
            Long[].class, "bigint",
            Integer[].class, "integer",
            Short[].class, "smallint",
            String[].class, "varchar",
            UUID[].class, "uuid");

    private PostgresColumnTypes() {}

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value instanceof Enum<?> constant) {
            statement.setObject(index, constant.name(), Types.OTHER);
        } else if (value != null && ARRAYS.containsKey(value.getClass())) {
            // The array of JDBC holds nothing that must be freed here: pgjdbc's is in memory.
            statement.setArray(
                    index, statement.getConnection().createArrayOf(ARRAYS.get(value.getClass()), (Object[]) value));
        } else {
            TYPES.bind(statement, index, value);
        }
    }

    /** Of the numbers of the types, without metadata, which pgjdbc makes anew for each result. */
    @Override
    public PrimitiveGetters primitives(ResultSet rows) throws SQLException {
        PgResultSet own = rows.unwrap(PgResultSet.class);
        return (type, column) -> switch (own.getColumnOID(column)) {
            case Oid.INT2, Oid.INT4 -> PrimitiveGetters.isWhole(type);
            case Oid.INT8 -> type == long.class;
            case Oid.FLOAT4 -> type == float.class;
            case Oid.FLOAT8 -> type == double.class;
            default -> false;
        };
    }

    @Override
    public <T> @Nullable T read(ResultSet rows, int column, Class<T> type) throws SQLException {
        return TYPES.read(rows, column, type);
    }

    @Override
    public boolean supports(Class<?> type) {
        return TYPES.supports(type);
    }

    private static void bindTime(PreparedStatement statement, int index, LocalTime time) throws SQLException {
        statement.setObject(index, time.truncatedTo(ChronoUnit.MICROS));
    }

    /** pgjdbc gives 24:00 as the last nanosecond of the day, which no time with microseconds can be. */
    private static @Nullable LocalTime readTime(ResultSet rows, int column) throws SQLException {
        LocalTime time = rows.getObject(column, LocalTime.class);
        if (LocalTime.MAX.equals(time)) {
            throw Mismatch.reading(rows, column, LocalTime.class, time, "times from 00:00 to 23:59:59.999999");
        }
        return time;
    }

    private static void bindLocal(PreparedStatement statement, int index, LocalDateTime time) throws SQLException {
        boolean infinite = time.equals(LocalDateTime.MAX) || time.equals(LocalDateTime.MIN);
        statement.setObject(index, infinite ? time : time.truncatedTo(ChronoUnit.MICROS));
    }

    private static void bindOffset(PreparedStatement statement, int index, OffsetDateTime time) throws SQLException {
        boolean infinite = time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN);
        statement.setObject(index, infinite ? time : utc(index, time.toInstant()));
    }

    private static @Nullable OffsetDateTime readOffset(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        boolean infinite = OffsetDateTime.MAX.equals(time) || OffsetDateTime.MIN.equals(time);
        return time == null || infinite ? time : time.withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static void bindInstant(PreparedStatement statement, int index, Instant instant) throws SQLException {
        if (instant.equals(Instant.MAX)) {
            statement.setObject(index, OffsetDateTime.MAX);
        } else if (instant.equals(Instant.MIN)) {
            statement.setObject(index, OffsetDateTime.MIN);
        } else {
            statement.setObject(index, utc(index, instant));
        }
    }

    private static @Nullable Instant readInstant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
        if (OffsetDateTime.MAX.equals(time)) {
            return Instant.MAX;
        }
        if (OffsetDateTime.MIN.equals(time)) {
            return Instant.MIN;
        }
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(int index, Instant instant) {
        try {
            return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException outOfRange) {
            throw Mismatch.binding(
                    index, Instant.class, "instants from 4713 BC to AD 294276, Instant.MIN and Instant.MAX");
        }
    }
}
