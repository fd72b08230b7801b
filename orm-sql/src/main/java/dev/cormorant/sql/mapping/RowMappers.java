package dev.cormorant.sql.mapping;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.driver.PrimitiveGetters;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.internal.cache.BoundedCache;
import dev.cormorant.sql.internal.map.Cell;
import dev.cormorant.sql.internal.map.RowPlan;
import java.lang.invoke.MethodType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mappers of one database. Safe for all threads.
 *
 * <p>A type is one of these:
 *
 * <ul>
 *   <li>a <em>record</em>: every component takes the column of its name. Case and underscores do not count, so that
 *       {@code countryCode} takes {@code country_code} or {@code COUNTRYCODE}. A component without a column, or with two, is an
 *       error; a column without a component is passed over, so that a table may get a new column while the program runs. A
 *       component may be {@code Optional<X>}; a primitive one refuses SQL NULL, another one takes it as null.
 *   <li>a <em>type of one column</em>, that is what {@link ColumnTypes} carries: the result must have exactly one column.
 * </ul>
 *
 * <p>A record is made through its canonical constructor. One that is not public needs, in a named module, its package opened to
 * {@code dev.cormorant.sql}.
 */
public final class RowMappers {

    /** The most shapes that are kept; beyond that, all are worked out anew. */
    static final int CAPACITY = 2_048;

    private final ColumnTypes types;
    private final boolean typedColumns;
    private final BoundedCache<Shape, RowPlan<?>> plans = new BoundedCache<>(CAPACITY);

    private RowMappers(ColumnTypes types, boolean typedColumns) {
        this.types = types;
        this.typedColumns = typedColumns;
    }

    /** A type and the labels of the columns that it is made of. */
    private record Shape(Class<?> type, List<String> labels) {}

    /**
     * The mappers for a database.
     *
     * @param types how its columns are read
     * @param typedColumns whether each value of a column has the type that the metadata say, as on all but SQLite: numbers are
     *     then read without being boxed
     * @return mappers, none worked out yet
     */
    public static RowMappers of(ColumnTypes types, boolean typedColumns) {
        return new RowMappers(types, typedColumns);
    }

    /**
     * The mapper of a type for results of a shape. It gives no null.
     *
     * @param <T> the type
     * @param type a record, or a type of one column
     * @param shape the metadata of the result
     * @return the mapper: for results of this shape only, safe for all threads
     * @throws SQLException if the metadata cannot be read
     * @throws MappingException if the type is neither, or the columns do not fit it; the mapper throws it where a value does not
     */
    public <T> RowMapper<T> mapper(Class<T> type, ResultSetMetaData shape) throws SQLException {
        if (type.isRecord()) {
            return plan(type, shape).mapper(getters(shape));
        }
        return required(scalar(type, shape));
    }

    /**
     * The mapper of a type for results of a shape, where SQL NULL in the one column of a one-column type is no error.
     *
     * @param <T> the type
     * @param type a record, or a type of one column
     * @param shape the metadata of the result
     * @return the mapper, which gives null for such a row; for results of this shape only, safe for all threads
     * @throws SQLException if the metadata cannot be read
     * @throws MappingException as {@link #mapper}
     */
    public <T> RowMapper<@Nullable T> nullableMapper(Class<T> type, ResultSetMetaData shape) throws SQLException {
        if (type.isRecord()) {
            return nullable(plan(type, shape).mapper(getters(shape)));
        }
        return nullable(scalar(type, shape));
    }

    /** The cell reads the type of the mapper, in its boxed form. */
    @SuppressWarnings("unchecked")
    private static <T> RowMapper<T> required(Cell cell) {
        return row -> (T) cell.required(row);
    }

    /** A mapper that gives no null is one that may. */
    @SuppressWarnings({"unchecked", "NullAway"}) // NullAway does not know a nullable type argument.
    private static <T> RowMapper<@Nullable T> nullable(RowMapper<T> mapper) {
        return (RowMapper<@Nullable T>) (RowMapper<?>) mapper;
    }

    /** The cell reads the type of the mapper, in its boxed form. */
    @SuppressWarnings({"unchecked", "NullAway"}) // NullAway does not know a nullable type argument.
    private static <T> RowMapper<@Nullable T> nullable(Cell cell) {
        return row -> (T) cell.nullable(row);
    }

    private <T> RowPlan<RowMapper<T>> plan(Class<T> type, ResultSetMetaData shape) throws SQLException {
        Shape key = new Shape(type, labels(shape));
        RowPlan<?> known = plans.get(key);
        return cast(known == null ? plans.keep(key, RecordShape.plan(type, key.labels(), types)) : known);
    }

    /** A plan is kept under the class that it is for. */
    @SuppressWarnings("unchecked")
    private static <T> RowPlan<RowMapper<T>> cast(RowPlan<?> plan) {
        return (RowPlan<RowMapper<T>>) plan;
    }

    private Cell scalar(Class<?> type, ResultSetMetaData shape) throws SQLException {
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        if (!types.supports(boxed)) {
            throw new MappingException("map rows to " + type.getTypeName()
                    + ": it is neither a record nor a type of one column; use a record, one of the types that a column can"
                    + " have (String, Integer, Instant, an enum …), or pass a RowMapper");
        }
        List<String> labels = labels(shape);
        if (labels.size() != 1) {
            throw new MappingException("map rows to " + type.getTypeName() + ": the result has " + labels.size()
                    + " columns (" + String.join(", ", labels)
                    + "), and this type takes one; select one column, or use a record");
        }
        return new Cell(types, 1, labels.get(0), boxed, "the result");
    }

    private PrimitiveGetters getters(ResultSetMetaData shape) {
        return typedColumns ? PrimitiveGetters.of(shape) : PrimitiveGetters.NONE;
    }

    private static List<String> labels(ResultSetMetaData shape) throws SQLException {
        int count = shape.getColumnCount();
        List<String> labels = new ArrayList<>(count);
        for (int column = 1; column <= count; column++) {
            labels.add(shape.getColumnLabel(column));
        }
        return labels;
    }

    int size() {
        return plans.size();
    }
}
