package dev.cormorant.sql.internal.export;

import dev.cormorant.core.error.MappingException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An object of JSON on each line. */
final class JsonCells extends Cells {

    private static final char FIRST_PRINTED = ' ';
    private static final String HEX = "0123456789abcdef";
    private static final int HEX_DIGIT = 4;
    private static final int HEX_MASK = 0xf;

    private String[] names = {};

    /** The names are written once, with what stands around them. */
    @Override
    void begin(List<String> labels) {
        Set<String> known = new HashSet<>();
        names = new String[labels.size()];
        for (int i = 0; i < names.length; i++) {
            if (!known.add(labels.get(i))) {
                throw new MappingException(
                        "two columns are called \"" + labels.get(i)
                                + "\", and an object of JSON has each name once; name"
                                + " one of them otherwise with AS, of " + String.join(", ", labels),
                        null);
            }
            text.append(i == 0 ? '{' : ',');
            text(labels.get(i));
            names[i] = text.append(':').toString();
            text.setLength(0);
        }
    }

    @Override
    void beginRow() {
        // The first name begins the object.
    }

    @Override
    void at(int column) {
        text.append(names[column]);
    }

    @Override
    void endRow() {
        text.append("}\n");
    }

    @Override
    void none() {
        text.append("null");
    }

    @Override
    void text(String value) {
        text.append('"');
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || c < FIRST_PRINTED) {
                text.append(value, from, i);
                escape(c);
                from = i + 1;
            }
        }
        text.append(value, from, value.length()).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> text.append('\\').append(c);
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.append("\\u00").append(HEX.charAt(c >> HEX_DIGIT)).append(HEX.charAt(c & HEX_MASK));
        }
    }

    /** The database has checked it. Ends of lines stand between its parts only, where they mean nothing. */
    @Override
    void document(String value) {
        text.append(value.replace('\r', ' ').replace('\n', ' '));
    }

    @Override
    void quote() {
        text.append('"');
    }
}
