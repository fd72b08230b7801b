package dev.cormorant.sqlite;

import dev.cormorant.core.driver.Access;
import java.util.Locale;
import java.util.Set;

/**
 * Tells from the words of a statement whether it certainly does not write. It splits text as SQLite does: names in {@code "},
 * {@code `} or {@code []}, literals in {@code '}, comments from {@code --} to the end of the line or between {@code /*} and
 * {@code *}{@code /}, which do not nest, and no escapes but the doubled quote.
 */
final class SqlAccess {

    private static final Set<String> READING = Set.of("SELECT", "VALUES", "EXPLAIN");
    private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE");
    private static final int BEYOND_ASCII = 0x80;

    private final String sql;
    private int at;

    private SqlAccess(String sql) {
        this.sql = sql;
    }

    static Access of(String sql) {
        return new SqlAccess(sql).access();
    }

    private Access access() {
        String first = next();
        boolean with = first.equals("WITH");
        if (!with && !READING.contains(first)) {
            return Access.WRITE;
        }
        if (!with && sql.indexOf(';', at) < 0) {
            return Access.READ;
        }
        boolean ended = false;
        for (String word = next(); !word.isEmpty(); word = next()) {
            // The JDBC driver runs a second statement in some of its methods.
            boolean another = ended && !word.equals(";");
            if (another || (with && WRITING.contains(word))) {
                return Access.WRITE;
            }
            ended |= word.equals(";");
        }
        return Access.READ;
    }

    /** {@return the next word in capitals, or the next other character; empty at the end} */
    private String next() {
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
