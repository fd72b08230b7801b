package dev.cormorant.sqlite;

import java.util.Locale;

/**
 * The words of a text as SQLite splits it: names in {@code "}, {@code `} or {@code []}, literals in {@code '}, comments from
 * {@code --} to the end of the line or between {@code /*} and {@code *}{@code /}, which do not nest, and no escapes but the doubled
 * quote.
 */
final class SqlWords {

    private static final int BEYOND_ASCII = 0x80;

    private final String sql;
    private int at;

    SqlWords(String sql) {
        this.sql = sql;
    }

    /** {@return whether the rest has this character, quoted or not} */
    boolean restHas(char c) {
        return sql.indexOf(c, at) >= 0;
    }

    /** {@return the next word in capitals, or the next other character; empty at the end} */
    String next() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (isBlank(c)) {
                at++;
            } else if (sql.startsWith("--", at)) {
                skipTo("\n", at + 2);
            } else if (sql.startsWith("/*", at)) {
                skipTo("*/", at + 2);
            } else {
                return isWord(c) ? word() : other(c);
            }
        }
        return "";
    }

    private String word() {
        int from = at;
        while (at < sql.length() && isWord(sql.charAt(at))) {
            at++;
        }
        return sql.substring(from, at).toUpperCase(Locale.ROOT);
    }

    private String other(char c) {
        switch (c) {
            // A doubled quote ends one literal and begins the next: the words outside are the same.
            case '\'', '"', '`' -> skipTo(String.valueOf(c), at + 1);
            case '[' -> skipTo("]", at + 1);
            default -> at++;
        }
        return String.valueOf(c);
    }

    private void skipTo(String end, int from) {
        int found = sql.indexOf(end, from);
        at = found < 0 ? sql.length() : found + end.length();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == '\uFEFF';
    }

    private static boolean isWord(char c) {
        return c == '_'
                || c == '$'
                || (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c >= BEYOND_ASCII;
    }
}
