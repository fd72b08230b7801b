package dev.cormorant.sql.export;

import java.util.Objects;

/**
 * CSV of RFC 4180. A text is in quotes if it holds a delimiter, a quote or the end of a line, if it is empty, or if it reads like null;
 * quotes inside are doubled.
 *
 * @param header whether the first line has the labels of the columns; default true
 * @param delimiter what stands between two values: {@code , ; |} or a tab; default a comma
 * @param lineEnd what ends a line, the last one too: CR LF, the default, or LF
 * @param nullText what stands for null, never in quotes; up to 20 characters without delimiter, quote and line end; default nothing.
 *     With nothing, a null in a result of one column is refused: it would be an empty line, which readers of CSV pass over
 */
public record CsvFormat(boolean header, char delimiter, String lineEnd, String nullText) implements ExportFormat {

    static final CsvFormat DEFAULTS = new CsvFormat(true, ',', "\r\n", "");

    private static final String DELIMITERS = ",;|\t";
    private static final int LONGEST_NULL = 20;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is none of those that are allowed
     */
    public CsvFormat {
        Objects.requireNonNull(lineEnd, "lineEnd");
        Objects.requireNonNull(nullText, "nullText");
        if (DELIMITERS.indexOf(delimiter) < 0) {
            throw new IllegalArgumentException("the delimiter of CSV is a comma, a semicolon, a bar or a tab, not "
                    + (Character.isISOControl(delimiter) ? "U+%04X".formatted((int) delimiter) : "" + delimiter));
        }
        if (!lineEnd.equals("\r\n") && !lineEnd.equals("\n")) {
            throw new IllegalArgumentException("a line of CSV ends with CR LF or LF");
        }
        if (nullText.length() > LONGEST_NULL
                || nullText.chars().anyMatch(c -> c == delimiter || c == '"' || c == '\r' || c == '\n')) {
            throw new IllegalArgumentException("null is up to " + LONGEST_NULL
                    + " characters without delimiter, quote and line end, not \"" + nullText + "\"");
        }
    }

    /**
     * A copy with or without a header.
     *
     * @param first whether the first line has the labels of the columns
     * @return the copy
     */
    public CsvFormat withHeader(boolean first) {
        return new CsvFormat(first, delimiter, lineEnd, nullText);
    }

    /**
     * A copy with another delimiter.
     *
     * @param character {@code , ; |} or a tab
     * @return the copy
     * @throws IllegalArgumentException if it is another one
     */
    public CsvFormat withDelimiter(char character) {
        return new CsvFormat(header, character, lineEnd, nullText);
    }

    /**
     * A copy with another line end.
     *
     * @param text CR LF or LF
     * @return the copy
     * @throws IllegalArgumentException if it is something else
     */
    public CsvFormat withLineEnd(String text) {
        return new CsvFormat(header, delimiter, text, nullText);
    }

    /**
     * A copy with another text for null.
     *
     * @param text up to 20 characters, such as {@code \N}; nothing for no text
     * @return the copy
     * @throws IllegalArgumentException if it is longer, or has a delimiter, a quote or a line end
     */
    public CsvFormat withNullText(String text) {
        return new CsvFormat(header, delimiter, lineEnd, text);
    }
}
