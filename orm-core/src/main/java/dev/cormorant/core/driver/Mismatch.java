package dev.cormorant.core.driver;

import dev.cormorant.core.error.MappingException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The failures of {@link ColumnTypes}. Their messages name the column, its sort of value and what is allowed, and no value. */
public final class Mismatch {

    private Mismatch() {}

    /**
     * A column that cannot be read as the wanted type.
     *
     * @param rows the result, on a row
     * @param column the column, from 1
     * @param type the wanted type
     * @param found what the driver gave, of which only the type is told
     * @param allowed what can be read as that type, such as {@code whole numbers from -128 to 127}
     * @return the exception, to be thrown
     */
    public static MappingException reading(ResultSet rows, int column, Class<?> type, Object found, String allowed) {
        return new MappingException("read column " + column + label(rows, column) + " as " + type.getSimpleName()
                + ": what it holds (" + found.getClass().getSimpleName() + ") does not fit; allowed: " + allowed);
    }

    /**
     * A value that cannot become a parameter.
     *
     * @param index the parameter, from 1
     * @param type its type
     * @param allowed what is allowed
     * @return the exception, to be thrown
     */
    public static MappingException binding(int index, Class<?> type, String allowed) {
        return new MappingException("set parameter " + index + " to a value of type " + type.getTypeName()
                + ": it has no form on this database; allowed: " + allowed);
    }

    private static String label(ResultSet rows, int column) {
        try {
            return " (\"" + rows.getMetaData().getColumnLabel(column) + "\")";
        } catch (SQLException unknown) {
            // The name only helps the reader of the message; the number is there in any case.
            return "";
        }
    }
}
