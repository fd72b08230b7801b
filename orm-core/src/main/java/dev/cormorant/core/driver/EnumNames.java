package dev.cormorant.core.driver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads enum constants by their names. */
final class EnumNames {

    private EnumNames() {}

    static <T> @Nullable T read(ResultSet rows, int column, Class<T> type) throws SQLException {
        String name = rows.getString(column);
        if (name == null) {
            return null;
        }
        try {
            return type.cast(constant(type, name));
        } catch (IllegalArgumentException unknown) {
            throw Mismatch.reading(rows, column, type, name, "the names " + Arrays.toString(type.getEnumConstants()));
        }
    }

    /** {@link Enum#valueOf} has the names of a class in a table, but wants a type that the caller here cannot name. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object constant(Class<?> type, String name) {
        return Enum.valueOf((Class) type, name);
    }
}
