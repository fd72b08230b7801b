package dev.cormorant.postgres;

import dev.cormorant.core.driver.SessionWords;
import java.util.List;

/**
 * Tells from the words of a statement whether it leaves something in its session that outlives the transaction: a setting, a role, a
 * temporary table, a prepared statement, a subscription, a session-level lock. Functions are known by their usual lower case; what a
 * procedure does is not seen.
 */
final class SessionChange {

    private static final SessionWords WORDS = new SessionWords(
            "srlpdc",
            "(set\\s+(?!local\\b|transaction\\b|constraints\\b)|reset\\b|listen\\b|load\\b|prepare\\b|discard\\b"
                    + "|create\\s+((global|local)\\s+)?temp(orary)?\\b(?!.*\\son\\s+commit\\s+drop\\b)|declare\\s.*\\swith\\s+hold\\b)",
            List.of("set_config(", "pg_advisory_lock", "pg_try_advisory_lock"));

    private SessionChange() {}

    static boolean isIn(String sql) {
        return WORDS.areIn(sql);
    }
}
