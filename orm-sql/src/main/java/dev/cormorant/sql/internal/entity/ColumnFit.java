package dev.cormorant.sql.internal.entity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which JDBC types of columns go with which Java types. What a driver calls OTHER (json, uuid, an enum) goes with any. */
final class ColumnFit {

    private static final Set<Integer> TEXT = Set.of(
            Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR, Types.CLOB);
    private static final Set<Integer> BYTES = Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);
    private static final Set<Integer> WHOLE =
            Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL);
    private static final Set<Integer> NUMBER = with(WHOLE, Types.REAL, Types.FLOAT, Types.DOUBLE);
    private static final Set<Integer> TIMESTAMP = Set.of(Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE);
    private static final Map<Class<?>, Set<Integer>> FITTING = fitting();

    private ColumnFit() {}

    private static Set<Integer> with(Set<Integer> some, Integer... more) {
        Set<Integer> all = new HashSet<>(some);
        all.addAll(Set.of(more));
        return all;
    }

    private static Map<Class<?>, Set<Integer>> fitting() {
        Map<Class<?>, Set<Integer>> fitting = new HashMap<>();
        for (Class<?> whole : Set.of(Byte.class, Short.class, Integer.class, Long.class, BigInteger.class)) {
            fitting.put(whole, WHOLE);
        }
        for (Class<?> number : Set.of(Float.class, Double.class, BigDecimal.class)) {
            fitting.put(number, NUMBER);
        }
        fitting.put(Boolean.class, Set.of(Types.BIT, Types.BOOLEAN, Types.TINYINT));
        fitting.put(String.class, TEXT);
        fitting.put(byte[].class, BYTES);
        fitting.put(UUID.class, with(TEXT, Types.BINARY, Types.VARBINARY));
        fitting.put(LocalDate.class, Set.of(Types.DATE));
        fitting.put(LocalTime.class, Set.of(Types.TIME));
        fitting.put(LocalDateTime.class, Set.of(Types.TIMESTAMP));
        fitting.put(Instant.class, TIMESTAMP);
        fitting.put(OffsetDateTime.class, TIMESTAMP);
        return fitting;
    }

    static boolean fits(Class<?> type, int jdbcType) {
        Set<Integer> fitting = type.isEnum() ? TEXT : FITTING.get(type);
        return fitting == null || jdbcType == Types.OTHER || fitting.contains(jdbcType);
    }
}
