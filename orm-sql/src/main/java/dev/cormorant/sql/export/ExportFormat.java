package dev.cormorant.sql.export;

/** How rows become text. Immutable, safe for all threads. */
public sealed interface ExportFormat permits CsvFormat, JsonLinesFormat {

    /** {@return CSV of RFC 4180: a header, commas, CR LF, nothing for null and two quotes for the empty text} */
    static CsvFormat csv() {
        return CsvFormat.DEFAULTS;
    }

    /** {@return an object of JSON for each row, each on a line of its own that ends with LF} */
    static JsonLinesFormat jsonLines() {
        return JsonLinesFormat.INSTANCE;
    }
}
