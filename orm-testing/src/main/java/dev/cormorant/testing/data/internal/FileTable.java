package dev.cormorant.testing.data.internal;

import java.util.List;

/**
 * The rows of a table in a file.
 *
 * @param source the file, for messages
 * @param table the name of the table
 * @param line where it begins, from 1
 * @param columns the columns that all rows have; empty if each row says its own
 * @param rows its rows in the order of the file
 */
public record FileTable(String source, String table, int line, List<String> columns, List<FileRow> rows) {

    /** Keeps unmodifiable copies of the lists. */
    public FileTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
