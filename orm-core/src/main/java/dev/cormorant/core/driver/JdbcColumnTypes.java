package dev.cormorant.core.driver;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Column types by Java type. {@link #standard()} is what JDBC 4.2 says; a driver replaces the entries in which its database
 * differs:
 *
 * <pre>{@code
 * ColumnTypes types = JdbcColumnTypes.standard()
 *         .with(UUID.class, ColumnType.of((statement, index, id) -> statement.setString(index, id.toString()), MyUuid::read));
 * }</pre>
 *
 * <p>Enums go by their names, whatever the database. A value that does not fit the wanted type is refused with a
 * {@link dev.cormorant.core.error.MappingException} and never cut: numbers must be whole and in range for an integer type and
 * in range for {@code float} and {@code double} (which take the nearest), a boolean is 0 or 1 where the database has none.
 * Times are cut to the microsecond on their way in, since every database would otherwise round them in its own way; an
 * {@link java.time.OffsetDateTime} comes back as the same instant in UTC. Immutable and safe for all threads.
 */
public final class JdbcColumnTypes implements ColumnTypes {

    private static final JdbcColumnTypes STANDARD = new JdbcColumnTypes(StandardColumns.ALL, StandardColumns::of);

    private final Set<Class<?>> known;
    private final Function<Class<?>, ColumnType<?>> maker;
    /** Those that were needed so far; copied for each that is added, so that a read costs what it does in a map that never changes. */
    private volatile Map<Class<?>, ColumnType<?>> made = Map.of();

    private JdbcColumnTypes(Set<Class<?>> known, Function<Class<?>, ColumnType<?>> maker) {
        this.known = known;
        this.maker = maker;
    }

    /** {@return the types as JDBC 4.2 has them} */
    public static JdbcColumnTypes standard() {
        return STANDARD;
    }

    /**
     * A copy with one type added or replaced.
     *
     * @param <T> the type
     * @param type its class; a primitive's wrapper for a primitive
     * @param columnType how it goes in and out
     * @return the copy
     */
    public <T> JdbcColumnTypes with(Class<T> type, ColumnType<T> columnType) {
        return with(Set.of(type), wanted -> columnType);
    }

    /**
     * A copy with some types added or replaced, of which each is made when it is needed first: a program that reads numbers and text
     * does not load what belongs to times.
     *
     * @param types their classes; a primitive's wrapper for a primitive
     * @param columnTypes gives the column type of exactly the class that it is asked for, which is one of them; it may be asked more
     *     than once
     * @return the copy
     */
    public JdbcColumnTypes with(Set<Class<?>> types, Function<Class<?>, ColumnType<?>> columnTypes) {
        Set<Class<?>> own = Set.copyOf(types);
        Set<Class<?>> all = new HashSet<>(known);
        all.addAll(own);
        return new JdbcColumnTypes(all, type -> own.contains(type) ? columnTypes.apply(type) : maker.apply(type));
    }

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof Enum<?> constant) {
            statement.setString(index, constant.name());
        } else {
            bindKnown(statement, index, value);
        }
    }

    private void bindKnown(PreparedStatement statement, int index, Object value) throws SQLException {
        ColumnType<Object> there = find(value.getClass());
        if (there == null) {
            throw Mismatch.binding(index, value.getClass(), known());
        }
        there.bind(statement, index, value);
    }

    @Override
    public <T> @Nullable T read(ResultSet rows, int column, Class<T> type) throws SQLException {
        ColumnType<T> there = find(type);
        if (there != null) {
            return there.read(rows, column);
        }
        if (type.isEnum()) {
            return EnumNames.read(rows, column, type);
        }
        throw Mismatch.reading(rows, column, type, type, known());
    }

    @Override
    public boolean supports(Class<?> type) {
        return type.isEnum() || known.contains(type);
    }

    /** The map holds under each class the column type of exactly that class: {@link #with} is the only way in. */
    @SuppressWarnings("unchecked")
    private <T> @Nullable ColumnType<T> find(Class<?> type) {
        ColumnType<?> there = made.get(type);
        return (ColumnType<T>) (there == null && known.contains(type) ? make(type) : there);
    }

    private synchronized @Nullable ColumnType<?> make(Class<?> type) {
        if (!made.containsKey(type)) {
            Map<Class<?>, ColumnType<?>> more = new HashMap<>(made);
            more.put(type, maker.apply(type));
            made = more;
        }
        return made.get(type);
    }

    private String known() {
        return "enums and "
                + String.join(
                        ", ",
                        known.stream()
                                .map(Class::getSimpleName)
                                .sorted(String.CASE_INSENSITIVE_ORDER)
                                .toList());
    }
}
