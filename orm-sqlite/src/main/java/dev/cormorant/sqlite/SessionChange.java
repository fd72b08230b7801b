package dev.cormorant.sqlite;

import java.util.regex.Pattern;

/**
 * Tells from the words of a statement whether it leaves something in its connection that outlives the transaction: a pragma, an attached
 * database, a temporary table. Pragmas that only ask, check or tidy up are left out.
 */
final class SessionChange {

    /** With what such statements begin: the others, nearly all, are told by one letter. */
    private static final String FIRST_LETTERS = "padc";

    private static final Pattern CHANGE = Pattern.compile(
            "(pragma\\s+(?:\\w+\\.)?(?!table_|index_|foreign_key_list|foreign_key_check|integrity_check|quick_check"
                    + "|wal_checkpoint|optimize|incremental_vacuum|shrink_memory|user_version|application_id)\\w+\\s*[=(]"
                    + "|attach\\b|detach\\b|create\\s+temp(orary)?\\b)",
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
        return CHANGE.matcher(sql).region(start, sql.length()).lookingAt();
    }
}
