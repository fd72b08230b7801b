package dev.cormorant.core.driver;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
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

    private static final JdbcColumnTypes STANDARD = new JdbcColumnTypes(StandardColumns.all());

    private final Map<Class<?>, ColumnType<?>> types;

    private JdbcColumnTypes(Map<Class<?>, ColumnType<?>> types) {
        this.types = types;
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
        Map<Class<?>, ColumnType<?>> more = new HashMap<>(types);
        more.put(type, columnType);
        return new JdbcColumnTypes(more);
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
        ColumnType<Object> known = find(value.getClass());
        if (known == null) {
            throw Mismatch.binding(index, value.getClass(), known());
        }
        known.bind(statement, index, value);
    }

    @Override
    public <T> @Nullable T read(ResultSet rows, int column, Class<T> type) throws SQLException {
        ColumnType<T> known = find(type);
        if (known != null) {
            return known.read(rows, column);
        }
        if (type.isEnum()) {
            return EnumNames.read(rows, column, type);
        }
        throw Mismatch.reading(rows, column, type, type, known());
    }

    @Override
    public boolean supports(Class<?> type) {
        return type.isEnum() || types.containsKey(type);
    }

    /** The map holds under each class the column type of exactly that class: {@link #with} is the only way in. */
    @SuppressWarnings("unchecked")
    private <T> @Nullable ColumnType<T> find(Class<?> type) {
        return (ColumnType<T>) types.get(type);
    }

    private String known() {
        return "enums and "
                + String.join(
                        ", ",
                        types.keySet().stream()
                                .map(Class::getSimpleName)
                                .sorted(String.CASE_INSENSITIVE_ORDER)
                                .toList());
    }
}
