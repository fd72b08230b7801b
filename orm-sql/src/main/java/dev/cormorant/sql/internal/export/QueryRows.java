package dev.cormorant.sql.internal.export;

import dev.cormorant.sql.internal.run.Query;
import dev.cormorant.sql.internal.run.RowReader;
import dev.cormorant.sql.mapping.RowMapper;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a query, each value as what its column is.
 *
 * @param query the query
 * @param readers how columns are read
 */
record QueryRows(Query query, CellReaders readers) implements Rows {

    @Override
    public RowReader<Boolean> into(Cells cells) {
        return rows -> over(rows.getMetaData(), cells);
    }

    private RowMapper<Boolean> over(ResultSetMetaData shape, Cells cells) throws SQLException {
        CellReader[] columns = new CellReader[shape.getColumnCount()];
        List<String> labels = new ArrayList<>(columns.length);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = readers.of(shape, i + 1);
            labels.add(shape.getColumnLabel(i + 1));
        }
        cells.begin(labels);
        return row -> {
            cells.beginRow();
            for (int i = 0; i < columns.length; i++) {
                cells.at(i);
                columns[i].write(row, i + 1, cells);
            }
            cells.endRow();
            return true;
        };
    }
}
