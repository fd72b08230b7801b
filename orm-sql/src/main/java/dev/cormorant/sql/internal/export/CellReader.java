package dev.cormorant.sql.internal.export;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes the values of one column. */
@FunctionalInterface
interface CellReader {

    /**
     * Writes the value of the current row.
     *
     * @param row the result
     * @param column the column, from 1
     * @param cells where the value goes
     * @throws SQLException if the driver cannot read it
     */
    void write(ResultSet row, int column, Cells cells) throws SQLException;
}
