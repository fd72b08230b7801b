package dev.cormorant.sqlite;

import dev.cormorant.core.driver.SessionWords;
import java.util.List;

/**
 * Tells from the words of a statement whether it leaves something in its connection that outlives the transaction: a pragma, an attached
 * database, a temporary table. Pragmas that only ask, check or tidy up are left out.
 */
final class SessionChange {

    private static final SessionWords WORDS = new SessionWords(
            "padc",
            "(pragma\\s+(?:\\w+\\.)?(?!table_|index_|foreign_key_list|foreign_key_check|integrity_check|quick_check"
                    + "|wal_checkpoint|optimize|incremental_vacuum|shrink_memory|user_version|application_id)\\w+\\s*[=(]"
                    + "|attach\\b|detach\\b|create\\s+temp(orary)?\\b)",
            List.of());

    private SessionChange() {}

    static boolean isIn(String sql) {
        return WORDS.areIn(sql);
    }
}
