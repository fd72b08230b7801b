package dev.cormorant.mysql;

import dev.cormorant.core.driver.ColumnType;
import dev.cormorant.core.driver.JdbcColumnTypes;
import dev.cormorant.core.driver.Mismatch;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A floating-point type of a database that knows neither an infinity nor a NaN.
 *
 * @param <T> {@link Float} or {@link Double}
 * @param type its class
 * @param binder how a finite value is set
 */
record FiniteNumbers<T extends Number>(Class<T> type, ColumnType.Binder<T> binder) implements ColumnType<T> {

    @Override
    public void bind(PreparedStatement statement, int index, T value) throws SQLException {
        if (!Double.isFinite(value.doubleValue())) {
            throw Mismatch.binding(index, type, "finite numbers");
        }
        binder.bind(statement, index, value);
    }

    @Override
    public @Nullable T read(ResultSet rows, int column) throws SQLException {
        return JdbcColumnTypes.standard().read(rows, column, type);
    }
}
