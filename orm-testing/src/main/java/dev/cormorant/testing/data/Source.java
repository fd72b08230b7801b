package dev.cormorant.testing.data;

import dev.cormorant.testing.data.internal.CsvFile;
import dev.cormorant.testing.data.internal.FileProblem;
import dev.cormorant.testing.data.internal.FileTable;
import dev.cormorant.testing.data.internal.JsonFile;
import java.util.List;
import java.util.Locale;

/**
 * A text to load.
 *
 * @param name what it is called in messages
 * @param form how it is written
 * @param table the table that it is for; empty if the text says so itself
 * @param text the text
 */
record Source(String name, Form form, String table, String text) {

    enum Form {
        CSV,
        JSON,
        JSON_LINES,
        SQL
    }

    /** A file by its name: {@code city.csv} is for the table {@code city}. */
    static Source file(String name, String text) {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        String ending = dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
        Form form =
                switch (ending) {
                    case "csv" -> Form.CSV;
                    case "json" -> Form.JSON;
                    case "jsonl" -> Form.JSON_LINES;
                    case "sql" -> Form.SQL;
                    default ->
                        throw new FileProblem(name, 0, "", "it is none of .csv, .json, .jsonl, .sql by its name", null);
                };
        return new Source(name, form, file.substring(0, dot), text);
    }

    static boolean isData(String name) {
        return name.matches("(?i).*\\.(csv|jsonl?|sql)");
    }

    List<FileTable> tables() {
        return switch (form) {
            case CSV -> List.of(CsvFile.read(name, table, text));
            case JSON_LINES -> List.of(JsonFile.lines(name, table, text));
            default -> JsonFile.read(name, table, text);
        };
    }
}
