package dev.cormorant.testing.data.internal;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A value in a file.
 *
 * @param text the value as text; null for SQL NULL, and if it is of JSON
 * @param json the value as JSON; null if it is text
 * @param line where it stands, from 1
 */
public record Cell(@Nullable String text, @Nullable JsonNode json, int line) {

    /** {@return a value of a file of text; null is SQL NULL} */
    static Cell of(@Nullable String text, int line) {
        return new Cell(text, null, line);
    }

    /** {@return a value of a file of JSON} */
    static Cell ofJson(JsonNode json, int line) {
        return json.isNull() ? new Cell(null, null, line) : new Cell(null, json, line);
    }

    /**
     * The value as a text for a column.
     *
     * @param column the column
     * @return the text; null for SQL NULL
     * @throws RefusedCell if it is an object or an array, and the column holds neither JSON nor text
     */
    public @Nullable String textFor(Column column) {
        if (json == null) {
            return text;
        } else if (column.kind() == CellKind.JSON) {
            return json.toString();
        } else if (json.isContainerNode() && column.kind() != CellKind.TEXT) {
            throw new RefusedCell(json.toString(), "a text, a number, true, false or null");
        }
        return json.isContainerNode() ? json.toString() : json.asText();
    }
}
