package dev.cormorant.sql.internal.export;

import dev.cormorant.sql.internal.run.Query;
import dev.cormorant.sql.internal.run.RowReader;

/** The rows that are exported. Safe for all threads. */
interface Rows {

    /** {@return the query for one export} */
    Query query();

    /**
     * How its rows are read.
     *
     * @param cells where they go; begun with the labels when the result is there
     * @return writes each row, and gives true
     */
    RowReader<Boolean> into(Cells cells);
}
