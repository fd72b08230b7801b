package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Condition.Match;
import org.jspecify.annotations.Nullable;

/** Patterns as the databases take them: LIKE, and on SQLite, whose LIKE knows no case, GLOB. */
final class LikePatterns {

    /** Not a backslash, which MySQL takes for itself in some modes. */
    static final String ESCAPE = "!";

    private LikePatterns() {}

    static @Nullable Object like(@Nullable Object value, Match match) {
        if (value == null || match == Match.PATTERN) {
            return value;
        }
        String plain = value.toString().replace(ESCAPE, ESCAPE + ESCAPE).replace("%", ESCAPE + "%");
        return around(plain.replace("_", ESCAPE + "_"), match, "%");
    }

    static @Nullable Object glob(@Nullable Object value, Match match) {
        if (value == null) {
            return null;
        }
        String text = value.toString();
        StringBuilder glob = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?' || c == '[') {
                glob.append('[').append(c).append(']');
            } else if (match == Match.PATTERN && (c == '%' || c == '_')) {
                glob.append(c == '%' ? '*' : '?');
            } else {
                glob.append(c);
            }
        }
        return around(glob.toString(), match, "*");
    }

    private static String around(String text, Match match, String any) {
        return switch (match) {
            case PATTERN -> text;
            case CONTAINS -> any + text + any;
            case STARTS -> text + any;
            case ENDS -> any + text;
        };
    }
}
