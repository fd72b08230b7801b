package dev.cormorant.migrations;

import java.util.List;
import java.util.Optional;

/**
 * A migration that is pending.
 *
 * @param version its version; empty for a repeatable one
 * @param description what its name says it does
 * @param script its path below its location, or the name of its class
 * @param inTransaction whether a transaction holds it together; on MySQL and MariaDB that is of use to rows only
 * @param statements what would be run; empty for a migration that is code
 */
public record PlannedScript(
        Optional<String> version,
        String description,
        String script,
        boolean inTransaction,
        List<PlannedStatement> statements) {

    /** Keeps an unmodifiable copy of the list. */
    public PlannedScript {
        statements = List.copyOf(statements);
    }

    /** {@return the statement that failed; empty if none did} */
    public Optional<PlannedStatement> failure() {
        return statements.stream()
                .filter(statement -> statement.state() == PlannedStatement.State.FAILED)
                .findFirst();
    }
}
