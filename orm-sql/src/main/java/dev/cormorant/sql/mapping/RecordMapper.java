package dev.cormorant.sql.mapping;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import java.lang.invoke.MethodHandle;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes records of rows of one shape. */
final class RecordMapper<T> implements RowMapper<T> {

    private final Class<T> type;
    private final MethodHandle make;

    RecordMapper(Class<T> type, MethodHandle make) {
        this.type = type;
        this.make = make;
    }

    @Override
    public T map(ResultSet row) throws SQLException {
        try {
            return type.cast((Object) make.invokeExact(row));
        } catch (SQLException | OrmException | Error meant) {
            throw meant;
        } catch (Throwable thrown) {
            // Its message may hold a value of the row; it is told by the cause alone.
            throw new MappingException(
                    "a row was refused by the constructor of " + type.getTypeName() + " with a "
                            + thrown.getClass().getSimpleName() + " (the cause)",
                    thrown);
        }
    }
}
