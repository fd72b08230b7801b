package dev.cormorant.sql.internal.export;

import dev.cormorant.core.driver.ColumnTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;

/** Says of each column of a result how its values are read, so that none of them is cut or rounded. */
final class CellReaders {

    private final String dialect;
    private final ColumnTypes types;

    /** For the columns of a database, whose dialect is that of jOOQ. */
    CellReaders(String dialect, ColumnTypes types) {
        this.dialect = dialect;
        this.types = types;
    }

    CellReader of(ResultSetMetaData shape, int column) throws SQLException {
        String type = shape.getColumnTypeName(column).toLowerCase(Locale.ROOT);
        return switch (dialect) {
            case "SQLITE" -> new SqliteCell(types, type);
            case "POSTGRES" -> postgres(type);
            default -> byJdbc(shape.getColumnType(column), type);
        };
    }

    private CellReader postgres(String type) {
        return switch (type) {
            case "int2", "int4", "int8", "smallserial", "serial", "bigserial", "oid" -> CellReaders::integer;
            case "numeric" -> CellReaders::exact;
            case "float4" -> CellReaders::single;
            case "float8" -> CellReaders::twice;
            case "bool" -> CellReaders::truth;
            case "bytea" -> CellReaders::bytes;
            case "date" -> this::date;
            case "time" -> CellReaders::postgresTime;
            case "timestamp" -> this::dateTime;
            case "timestamptz" -> this::instant;
            case "json", "jsonb" -> CellReaders::document;
            default -> CellReaders::text;
        };
    }

    /** As MySQL and MariaDB need it, and what JDBC asks of any other database. */
    private CellReader byJdbc(int jdbcType, String type) {
        if (type.startsWith("json")) {
            return CellReaders::document;
        }
        return switch (jdbcType) {
            case Types.BIT, Types.BOOLEAN -> CellReaders::bits;
            // Among them what MySQL makes of a column that is declared as boolean, which its driver does not tell
            // apart.
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> CellReaders::integer;
            case Types.BIGINT -> type.contains("unsigned") ? CellReaders::exact : CellReaders::integer;
            case Types.DECIMAL, Types.NUMERIC -> CellReaders::exact;
            case Types.REAL, Types.FLOAT -> CellReaders::single;
            case Types.DOUBLE -> CellReaders::twice;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> CellReaders::bytes;
            case Types.DATE -> this::date;
            case Types.TIME -> CellReaders::timeOrSpan;
            // Of the two types of MySQL this one is a point on the time line; sessions are in UTC.
            case Types.TIMESTAMP -> type.startsWith("timestamp") ? this::instant : this::dateTime;
            default -> CellReaders::text;
        };
    }

    static void integer(ResultSet row, int column, Cells cells) throws SQLException {
        long value = row.getLong(column);
        if (value == 0 && row.wasNull()) {
            cells.none();
        } else {
            cells.number(value);
        }
    }

    /** Decimals and what is longer than 64 bits; PostgreSQL has a NaN and infinities among them. */
    private static void exact(ResultSet row, int column, Cells cells) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            cells.none();
        } else if (value instanceof BigDecimal number) {
            cells.number(number);
        } else if (value instanceof BigInteger number) {
            cells.number(new BigDecimal(number));
        } else if (value instanceof Double number) {
            cells.number(number);
        } else {
            cells.number(((Number) value).longValue());
        }
    }

    private static void single(ResultSet row, int column, Cells cells) throws SQLException {
        float value = row.getFloat(column);
        if (value == 0 && row.wasNull()) {
            cells.none();
        } else {
            cells.number(value);
        }
    }

    private static void twice(ResultSet row, int column, Cells cells) throws SQLException {
        double value = row.getDouble(column);
        if (value == 0 && row.wasNull()) {
            cells.none();
        } else {
            cells.number(value);
        }
    }

    private static void truth(ResultSet row, int column, Cells cells) throws SQLException {
        boolean value = row.getBoolean(column);
        if (!value && row.wasNull()) {
            cells.none();
        } else {
            cells.truth(value);
        }
    }

    /** Connector/J makes a truth value of one bit, and bytes of several. */
    private static void bits(ResultSet row, int column, Cells cells) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            cells.none();
        } else if (value instanceof byte[] bits) {
            cells.number(new BigDecimal(new BigInteger(1, bits)));
        } else {
            cells.truth((Boolean) value);
        }
    }

    private static void text(ResultSet row, int column, Cells cells) throws SQLException {
        String value = row.getString(column);
        if (value == null) {
            cells.none();
        } else {
            cells.text(value);
        }
    }

    private static void document(ResultSet row, int column, Cells cells) throws SQLException {
        String value = row.getString(column);
        if (value == null) {
            cells.none();
        } else {
            cells.document(value);
        }
    }

    private static void bytes(ResultSet row, int column, Cells cells) throws SQLException {
        byte[] value = row.getBytes(column);
        if (value == null) {
            cells.none();
        } else {
            cells.bytes(value);
        }
    }

    /** pgjdbc gives 24:00, which Java does not have, as the last nanosecond of the day. */
    private static void postgresTime(ResultSet row, int column, Cells cells) throws SQLException {
        LocalTime value = row.getObject(column, LocalTime.class);
        if (value == null) {
            cells.none();
        } else if (value.equals(LocalTime.MAX)) {
            cells.word("24:00:00");
        } else {
            cells.time(value);
        }
    }

    /** A time of MySQL may also be a span of up to 838 hours. */
    private static void timeOrSpan(ResultSet row, int column, Cells cells) throws SQLException {
        String value = row.getString(column);
        if (value == null) {
            cells.none();
        } else {
            cells.word(Times.trimmed(value));
        }
    }

    private void date(ResultSet row, int column, Cells cells) throws SQLException {
        LocalDate value = types.read(row, column, LocalDate.class);
        if (value == null) {
            cells.none();
        } else {
            cells.date(value);
        }
    }

    private void dateTime(ResultSet row, int column, Cells cells) throws SQLException {
        LocalDateTime value = types.read(row, column, LocalDateTime.class);
        if (value == null) {
            cells.none();
        } else {
            cells.dateTime(value);
        }
    }

    private void instant(ResultSet row, int column, Cells cells) throws SQLException {
        Instant value = types.read(row, column, Instant.class);
        if (value == null) {
            cells.none();
        } else {
            cells.instant(value);
        }
    }
}
