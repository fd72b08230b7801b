package dev.cormorant.testing.data.internal;

import java.sql.Types;
import java.util.Locale;

/** What the values of a column are. */
public enum CellKind {
    /** Whole numbers within a range. */
    INTEGER,
    /** Exact numbers with a scale. */
    DECIMAL,
    /** Floating point numbers of 32 bits. */
    SINGLE,
    /** Floating point numbers of 64 bits. */
    DOUBLE,
    /** Text. */
    TEXT,
    /** Bytes. */
    BYTES,
    /** True and false. */
    BOOLEAN,
    /** Bits of MySQL, which keeps its booleans in them. */
    BITS,
    /** Days. */
    DATE,
    /** Times of day; on MySQL also spans of time. */
    TIME,
    /** Times without a place on the time line. */
    DATE_TIME,
    /** Times on the time line. */
    INSTANT,
    /** Unique identifiers. */
    UUID,
    /** Documents of JSON. */
    JSON,
    /** What has only its text in common with the others. */
    OTHER;

    static CellKind of(Product product, int jdbcType, String typeName) {
        String name = typeName.toLowerCase(Locale.ROOT);
        return switch (product) {
            case SQLITE -> declared(name);
            case POSTGRES -> postgres(name);
            case MYSQL -> mysql(jdbcType, name);
        };
    }

    /** The words that SQLite derives its affinities from, and those that people write for times and the like. */
    private static CellKind declared(String name) {
        if (name.contains("int")) {
            return INTEGER;
        } else if (name.contains("json")) {
            return JSON;
        } else if (name.contains("char") || name.contains("clob") || name.contains("text") || name.isEmpty()) {
            return TEXT;
        } else if (name.contains("blob")) {
            return BYTES;
        } else if (name.contains("real") || name.contains("floa") || name.contains("doub")) {
            return DOUBLE;
        } else if (name.contains("bool")) {
            return BOOLEAN;
        } else if (name.contains("timestamp") || name.contains("datetime")) {
            return DATE_TIME;
        } else if (name.contains("date")) {
            return DATE;
        } else if (name.contains("time")) {
            return TIME;
        }
        return name.contains("uuid") ? UUID : name.contains("dec") || name.contains("num") ? DECIMAL : TEXT;
    }

    private static CellKind postgres(String name) {
        return switch (name) {
            case "int2", "int4", "int8", "smallserial", "serial", "bigserial" -> INTEGER;
            case "numeric" -> DECIMAL;
            case "float4" -> SINGLE;
            case "float8" -> DOUBLE;
            case "text", "varchar", "bpchar", "name" -> TEXT;
            case "bytea" -> BYTES;
            case "bool" -> BOOLEAN;
            case "date" -> DATE;
            case "time" -> TIME;
            case "timestamp" -> DATE_TIME;
            case "timestamptz" -> INSTANT;
            case "uuid" -> UUID;
            case "json", "jsonb" -> JSON;
            default -> OTHER;
        };
    }

    private static CellKind mysql(int jdbcType, String name) {
        if (name.startsWith("json")) {
            return JSON;
        }
        return switch (jdbcType) {
            case Types.BIT, Types.BOOLEAN -> BITS;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> INTEGER;
            case Types.DECIMAL, Types.NUMERIC -> DECIMAL;
            case Types.REAL, Types.FLOAT -> SINGLE;
            case Types.DOUBLE -> DOUBLE;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                name.startsWith("geom") ? OTHER : BYTES;
            case Types.DATE -> name.startsWith("year") ? OTHER : DATE;
            case Types.TIME -> TIME;
            case Types.TIMESTAMP -> DATE_TIME;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB ->
                name.startsWith("enum") || name.startsWith("set") ? OTHER : TEXT;
            default -> OTHER;
        };
    }
}
