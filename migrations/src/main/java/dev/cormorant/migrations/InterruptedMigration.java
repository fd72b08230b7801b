package dev.cormorant.migrations;

import java.util.List;

/**
 * A script that began and did not end, and that no transaction has undone.
 *
 * @param database the label of the database, as {@code mysql "cities"}
 * @param script its path below the location that it was found in
 * @param statements all its statements in order
 */
public record InterruptedMigration(String database, String script, List<InterruptedStatement> statements) {

    /** Keeps an unmodifiable copy of the list. */
    public InterruptedMigration {
        statements = List.copyOf(statements);
    }

    /**
     * The statements in one state.
     *
     * @param state which
     * @return those, in order; empty if there are none
     */
    public List<InterruptedStatement> in(StatementState state) {
        return statements.stream()
                .filter(statement -> statement.state() == state)
                .toList();
    }
}
