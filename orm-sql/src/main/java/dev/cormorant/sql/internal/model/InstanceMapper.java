package dev.cormorant.sql.internal.model;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.sql.mapping.RowMapper;
import java.lang.invoke.MethodHandle;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes entities of rows of one shape. */
final class InstanceMapper<E> implements RowMapper<E> {

    private final Class<E> type;
    private final MethodHandle make;

    InstanceMapper(Class<E> type, MethodHandle make) {
        this.type = type;
        this.make = make;
    }

    @Override
    public E map(ResultSet row) throws SQLException {
        try {
            return type.cast((Object) make.invokeExact(row));
        } catch (SQLException | OrmException | Error meant) {
            throw meant;
        } catch (Throwable thrown) {
            // Its message may hold a value of the row; it is told by the cause alone.
            throw new MappingException(
                    "a row was refused by a converter or the constructor of " + type.getTypeName() + " with a "
                            + thrown.getClass().getSimpleName() + " (the cause)",
                    thrown);
        }
    }
}
