package dev.cormorant.sql.internal.export;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.export.CsvFormat;
import java.util.List;

/** CSV of RFC 4180. */
final class CsvCells extends Cells {

    private final CsvFormat format;
    private final char delimiter;
    private boolean alone;

    CsvCells(CsvFormat format) {
        this.format = format;
        this.delimiter = format.delimiter();
    }

    @Override
    void begin(List<String> labels) {
        alone = labels.size() == 1;
        if (format.header()) {
            for (int i = 0; i < labels.size(); i++) {
                at(i);
                text(labels.get(i));
            }
            endRow();
        }
    }

    @Override
    void beginRow() {
        // A line begins with its first value.
    }

    @Override
    void at(int column) {
        if (column > 0) {
            text.append(delimiter);
        }
    }

    @Override
    void endRow() {
        text.append(format.lineEnd());
    }

    @Override
    void none() {
        if (alone && format.nullText().isEmpty()) {
            throw new MappingException(
                    "null in the only column would be an empty line, which readers of CSV pass over; give null a text"
                            + " (CsvFormat.withNullText), select a second column, or write JSON lines",
                    null);
        }
        text.append(format.nullText());
    }

    @Override
    void text(String value) {
        if (!isMarked(value)) {
            text.append(value);
            return;
        }
        text.append('"');
        int from = 0;
        for (int quote = value.indexOf('"'); quote >= 0; quote = value.indexOf('"', from)) {
            text.append(value, from, quote + 1).append('"');
            from = quote + 1;
        }
        text.append(value, from, value.length()).append('"');
    }

    private boolean isMarked(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return value.isEmpty() || value.equals(format.nullText());
    }

    @Override
    void document(String value) {
        text(value);
    }

    @Override
    void quote() {
        // Nothing of a word has to be marked.
    }
}
