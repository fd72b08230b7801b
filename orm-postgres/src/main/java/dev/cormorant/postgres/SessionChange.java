package dev.cormorant.postgres;

import java.util.regex.Pattern;

/**
 * Tells from the words of a statement whether it leaves something in its session that outlives the transaction: a setting, a role, a
 * temporary table, a prepared statement, a subscription, a session-level lock. Functions are known by their usual lower case; what a
 * procedure does is not seen.
 */
final class SessionChange {

    /** With what such statements begin: the others, nearly all, are told by one letter. */
    private static final String FIRST_LETTERS = "srlpdc";

    private static final Pattern CHANGE = Pattern.compile(
            "(set\\s+(?!local\\b|transaction\\b|constraints\\b)|reset\\b|listen\\b|load\\b|prepare\\b|discard\\b"
                    + "|create\\s+((global|local)\\s+)?temp(orary)?\\b(?!.*\\son\\s+commit\\s+drop\\b)|declare\\s.*\\swith\\s+hold\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

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
            return sql.contains("set_config(")
                    || sql.contains("pg_advisory_lock")
                    || sql.contains("pg_try_advisory_lock");
        }
        return CHANGE.matcher(sql).region(start, sql.length()).lookingAt();
    }
}
