package dev.cormorant.sql.export;

/**
 * JSON lines: an object for each row, each on a line of its own that ends with LF. The names are the labels of the columns, in their
 * order; two columns with one label are refused. Numbers are numbers with all their digits, which a reader must not squeeze into a
 * {@code double}; NaN and the infinities, which JSON does not have, are texts. A column of type {@code json} is a part of the line, not
 * a text.
 */
public record JsonLinesFormat() implements ExportFormat {

    static final JsonLinesFormat INSTANCE = new JsonLinesFormat();
}
