package dev.cormorant.mysql;

import java.util.regex.Pattern;

/**
 * Tells from the words of a statement whether it leaves something in its session that outlives the transaction: a variable, a default
 * database, a temporary table, a prepared statement, a lock. Functions are known by their usual writing; what a procedure does is not
 * seen.
 */
final class SessionChange {

    /** With what such statements begin: the others, nearly all, are told by one letter. */
    private static final String FIRST_LETTERS = "suclph";

    private static final Pattern CHANGE = Pattern.compile(
            "(set\\s+(?!transaction\\b)|use\\s|create\\s+temporary\\b|lock\\s+tables?\\b|prepare\\b|handler\\b)",
            Pattern.CASE_INSENSITIVE);

    private SessionChange() {}

    static boolean isIn(String sql) {
        int start = 0;
        while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
            start++;
        }
        if (start == sql.length() || FIRST_LETTERS.indexOf(Character.toLowerCase(sql.charAt(start))) < 0) {
            return false;
        }
        if (sql.regionMatches(true, start, "select", 0, 6)) {
            return sql.contains("get_lock(")
                    || sql.contains("GET_LOCK(")
                    || sql.contains(":=")
                    || sql.contains("into @")
                    || sql.contains("INTO @");
        }
        return CHANGE.matcher(sql).region(start, sql.length()).lookingAt();
    }
}
