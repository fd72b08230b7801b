package dev.cormorant.sql.internal.export;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.MappingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;

/** On SQLite each value has a type of its own; what the column is declared as says which of them are truth values and times. */
final class SqliteCell implements CellReader {

    /** Where the time ends and an offset may begin: {@code 2024-02-29 23:59:59}. */
    private static final int SECONDS_END = 19;

    private final ColumnTypes types;
    private final boolean flags;
    private final boolean times;

    SqliteCell(ColumnTypes types, String declared) {
        this.types = types;
        this.flags = declared.contains("bool");
        this.times = declared.contains("timestamp") || declared.contains("datetime");
    }

    @Override
    public void write(ResultSet row, int column, Cells cells) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            cells.none();
        } else if (value instanceof String text) {
            text(row, column, text, cells);
        } else if (value instanceof Double number) {
            cells.number(number);
        } else if (value instanceof byte[] bytes) {
            cells.bytes(bytes);
        } else {
            long number = ((Number) value).longValue();
            if (flags && (number == 0 || number == 1)) {
                cells.truth(number == 1);
            } else {
                cells.number(number);
            }
        }
    }

    private void text(ResultSet row, int column, String text, Cells cells) throws SQLException {
        if (times && text.length() >= SECONDS_END) {
            try {
                time(row, column, text, cells);
                return;
            } catch (MappingException noTime) {
                // A column takes any text, whatever it is declared as.
            }
        }
        cells.text(text);
    }

    private void time(ResultSet row, int column, String text, Cells cells) throws SQLException {
        boolean offset =
                text.endsWith("Z") || text.indexOf('+', SECONDS_END) >= 0 || text.indexOf('-', SECONDS_END) >= 0;
        if (offset) {
            cells.instant(Objects.requireNonNull(types.read(row, column, Instant.class)));
        } else {
            cells.dateTime(Objects.requireNonNull(types.read(row, column, LocalDateTime.class)));
        }
    }
}
