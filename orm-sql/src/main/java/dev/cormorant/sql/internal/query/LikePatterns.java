package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Condition.Match;
import org.jspecify.annotations.Nullable;

/** How a database is asked whether a text fits a pattern. */
enum LikePatterns {
    /** SQLite, whose LIKE knows no case. */
    GLOB(" glob ", "", ""),
    /** PostgreSQL: its backslash escapes by itself, where any other character is a function that is called for each row. */
    BACKSLASH(" like ", "\\", ""),
    /** MySQL and MariaDB, whose backslash escapes in some modes only, and there for {@code escape ''} too. */
    EXCLAMATION(" like ", "!", " escape '!'");

    private final String operator;
    private final String escape;
    private final String clause;

    LikePatterns(String operator, String escape, String clause) {
        this.operator = operator;
        this.escape = escape;
        this.clause = clause;
    }

    static LikePatterns of(SqlDialect dialect) {
        return switch (dialect) {
            case SQLITE -> GLOB;
            case POSTGRES -> BACKSLASH;
            default -> EXCLAMATION;
        };
    }

    /** {@return the word between the text and the pattern} */
    String operator() {
        return operator;
    }

    /** {@return what stands behind the pattern} */
    String clause() {
        return clause;
    }

    /** {@return a pattern as the database takes it; in one as it was written no character escapes, as the standard has it} */
    @Nullable
    Object pattern(@Nullable Object value, Match match) {
        if (value == null) {
            return null;
        }
        String text = value.toString();
        if (this == GLOB) {
            return around(glob(text, match), match, "*");
        }
        String plain = escaped(text, escape);
        return match == Match.PATTERN ? plain : around(escaped(escaped(plain, "%"), "_"), match, "%");
    }

    private String escaped(String text, String character) {
        return text.replace(character, escape + character);
    }

    private static String glob(String text, Match match) {
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
        return glob.toString();
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
