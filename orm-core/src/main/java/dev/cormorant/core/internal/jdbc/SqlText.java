package dev.cormorant.core.internal.jdbc;

import java.util.Locale;
import java.util.Set;

/** What can be told from the first word of a statement. */
final class SqlText {

    private static final Set<String> SELECTS = Set.of("SELECT", "VALUES", "TABLE", "WITH");

    private SqlText() {}

    /** {@return whether the statement gives rows as its main purpose} */
    static boolean isSelect(String sql) {
        int start = skipBlanks(sql);
        int end = start;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return end > start && SELECTS.contains(sql.substring(start, end).toUpperCase(Locale.ROOT));
    }

    /** The first character that is neither white space, nor in a comment, nor an opening parenthesis. */
    private static int skipBlanks(String sql) {
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c) || c == '(') {
                at++;
            } else if (sql.startsWith("--", at)) {
                at = after(sql, "\n", at);
            } else if (sql.startsWith("/*", at)) {
                at = after(sql, "*/", at);
            } else {
                return at;
            }
        }
        return at;
    }

    private static int after(String sql, String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }
}
