package dev.cormorant.sql.internal.bulk;

import dev.cormorant.core.driver.BulkTable;
import dev.cormorant.sql.internal.entity.BulkShape;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where the rows of a load go. */
interface Target {

    /** The table of the entity itself. */
    Target ENTITY = new Target() {
        @Override
        public BulkTable table(BulkShape shape) {
            return shape.table();
        }

        @Override
        public @Nullable Object[] row(@Nullable Object[] values, long number) {
            return values;
        }
    };

    /** {@return the table for rows of a shape} */
    BulkTable table(BulkShape shape) throws SQLException;

    /** {@return what goes into it for a row with its number in the input} */
    @Nullable
    Object[] row(@Nullable Object[] values, long number);
}
