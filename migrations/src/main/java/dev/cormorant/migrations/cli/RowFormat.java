package dev.cormorant.migrations.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rows are written. None of them keeps more than a hundred rows. */
enum RowFormat {
    /** Columns under each other; nulls are empty. */
    TABLE {
        @Override
        void print(ResultSet rows, PrintWriter out) throws SQLException {
            List<String> titles = titles(rows.getMetaData());
            TextColumns columns = new TextColumns(out, titles);
            while (rows.next()) {
                columns.add(texts(rows, titles.size()));
            }
            columns.end();
        }
    },
    /** RFC 4180 with a line of titles; nulls are empty. */
    CSV {
        @Override
        void print(ResultSet rows, PrintWriter out) throws SQLException, IOException {
            List<String> titles = titles(rows.getMetaData());
            CsvWriter csv = CsvWriter.builder().build(out);
            try {
                csv.writeRecord(titles);
                while (rows.next()) {
                    csv.writeRecord(texts(rows, titles.size()));
                }
            } finally {
                // Also what came before a failure belongs to the result.
                csv.flush();
            }
        }
    },
    /** One array with an object for each row. */
    JSON {
        @Override
        void print(ResultSet rows, PrintWriter out) throws SQLException, IOException {
            List<String> titles = titles(rows.getMetaData());
            try (JsonGenerator json = JsonDocument.generator(out)) {
                json.writeStartArray();
                while (rows.next()) {
                    json.writeRaw(System.lineSeparator());
                    json.writeStartObject();
                    for (int i = 0; i < titles.size(); i++) {
                        json.writeFieldName(titles.get(i));
                        JsonDocument.single(json, value(rows, i + 1));
                    }
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            out.println();
        }
    };

    abstract void print(ResultSet rows, PrintWriter out) throws SQLException, IOException;

    private static List<String> titles(ResultSetMetaData columns) throws SQLException {
        List<String> titles = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            titles.add(columns.getColumnLabel(i));
        }
        return titles;
    }

    private static List<String> texts(ResultSet rows, int columns) throws SQLException {
        List<String> texts = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            Object value = value(rows, i);
            texts.add(value == null ? "" : value.toString());
        }
        return texts;
    }

    /** {@return numbers and truth values as they are, bytes as hexadecimal digits, and the rest as the database writes it} */
    private static @Nullable Object value(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof BigDecimal exact) {
            return exact.scale() > 0 ? exact.toPlainString() : exact;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return number.toString();
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : rows.getString(column);
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
