package dev.cormorant.mysql;

import dev.cormorant.core.driver.SessionWords;
import java.util.List;

/**
 * Tells from the words of a statement whether it leaves something in its session that outlives the transaction: a variable, a default
 * database, a temporary table, a prepared statement, a lock. Functions are known by their usual writing; what a procedure does is not
 * seen.
 */
final class SessionChange {

    private static final SessionWords WORDS = new SessionWords(
            "suclph",
            "(set\\s+(?!transaction\\b)|use\\s|create\\s+temporary\\b|lock\\s+tables?\\b|prepare\\b|handler\\b)",
            List.of("get_lock(", "GET_LOCK(", ":=", "into @", "INTO @"));

    private SessionChange() {}

    static boolean isIn(String sql) {
        return WORDS.areIn(sql);
    }
}
