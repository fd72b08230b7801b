package dev.cormorant.testing.data.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Rows in CSV of RFC 4180, with the names of the columns in the first line. */
public final class CsvFile {

    /** Set before each field, so that one with nothing in it, not even quotes, is told from an empty text. */
    private static final String BARE = "b";

    private static final String QUOTED = "q";

    private CsvFile() {}

    /**
     * Reads a text.
     *
     * @param source the file, for messages
     * @param table the name of the table
     * @param text what the file holds
     * @return the rows; a field with nothing in it is null, and one of two quotes is the empty text
     * @throws FileProblem if it is no CSV
     */
    public static FileTable read(String source, String table, String text) {
        List<FileRow> rows = new ArrayList<>();
        List<String> header = null;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(handler(), text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            for (CsvRecord record : csv) {
                if (header == null) {
                    header = header(source, record);
                } else {
                    rows.add(row(source, header, record));
                }
            }
        } catch (CsvParseException malformed) {
            throw new FileProblem(source, 0, "", "it is no CSV: " + malformed.getMessage(), malformed);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text was read", impossible);
        }
        if (header == null) {
            throw new FileProblem(source, 1, "", "the first line must name the columns", null);
        }
        return new FileTable(source, table, 1, header, rows);
    }

    private static CsvRecordHandler handler() {
        FieldModifier nothing = new FieldModifier() {
            @Override
            public String modify(long line, int index, boolean quoted, String field) {
                return (quoted ? QUOTED : BARE) + field;
            }
        };
        return CsvRecordHandler.of(settings -> settings.fieldModifier(nothing));
    }

    private static List<String> header(String source, CsvRecord record) {
        Set<String> names = new HashSet<>();
        List<String> header = record.getFields().stream()
                .map(field -> field.substring(1).strip())
                .toList();
        for (String name : header) {
            if (name.isEmpty()) {
                throw new FileProblem(source, line(record), "", "the first line must name each column", null);
            } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw new FileProblem(source, line(record), name, "the column is named twice", null);
            }
        }
        return header;
    }

    private static FileRow row(String source, List<String> header, CsvRecord record) {
        if (record.getFieldCount() != header.size()) {
            throw new FileProblem(
                    source,
                    line(record),
                    "",
                    "there are " + record.getFieldCount() + " values for " + header.size() + " columns: "
                            + String.join(", ", header),
                    null);
        }
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String field = record.getField(i);
            cells.put(header.get(i), Cell.of(field.equals(BARE) ? null : field.substring(1), line(record)));
        }
        return new FileRow(line(record), cells);
    }

    private static int line(CsvRecord record) {
        return Math.toIntExact(record.getStartingLineNumber());
    }
}
