package dev.cormorant.sql.internal.map;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import java.lang.invoke.MethodHandle;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes objects of rows of one shape. Safe for all threads.
 *
 * @param <T> the type of the objects
 */
public final class RowMaker<T> {

    private final Class<T> type;
    private final MethodHandle make;
    private final String through;

    /**
     * Makes a maker.
     *
     * @param type the type of the objects
     * @param make the handle that reads a row, of the type {@code (ResultSet)Object}
     * @param through what may refuse a row, for messages: {@code the constructor}
     */
    public RowMaker(Class<T> type, MethodHandle make, String through) {
        this.type = type;
        this.make = make;
        this.through = through;
    }

    /**
     * Reads the row that a result is on.
     *
     * @param row the result
     * @return the object
     * @throws SQLException if the driver fails
     * @throws MappingException if the row has no object
     */
    public T make(ResultSet row) throws SQLException {
        try {
            return type.cast((Object) make.invokeExact(row));
        } catch (SQLException | OrmException | Error meant) {
            throw meant;
        } catch (Throwable thrown) {
            // Its message may hold a value of the row; it is told by the cause alone.
            throw new MappingException(
                    "a row was refused by " + through + " of " + type.getTypeName() + " with a "
                            + thrown.getClass().getSimpleName() + " (the cause)",
                    thrown);
        }
    }
}
