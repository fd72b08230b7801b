package dev.cormorant.migrations.internal.run;

import dev.cormorant.migrations.internal.script.ScriptStatement;
import dev.cormorant.migrations.internal.script.Syntax;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds statements whose effect a rollback would not take back, or that would end the transaction. */
final class NotToBeTried {

    private static final Pattern TRANSACTION = Pattern.compile(
            "(begin|start transaction|commit|end|rollback|abort|savepoint|release|prepare transaction)\\b.*");

    private static final Pattern OUTSIDE_ON_SQLITE = Pattern.compile("(vacuum|pragma|attach|detach)\\b.*");

    /** Looked for in bodies of routines and DO blocks too, which are literals. */
    private static final Pattern STAYS_ON_POSTGRES = Pattern.compile(
            "(?is).*\\b(setval|dblink\\w*|lo_export|pg_terminate_backend|pg_cancel_backend|pg_reload_conf|pg_switch_wal|pg_logical_emit_message)\\s*\\(.*|copy\\b.*\\bto\\b.*|load\\b.*");

    private NotToBeTried() {}

    /** {@return why a statement is not to be run in a transaction that will be rolled back; empty if it may be} */
    static Optional<String> why(ScriptStatement statement, Syntax syntax) {
        String bare = statement.bare();
        if (TRANSACTION.matcher(bare).matches()) {
            return Optional.of("it begins or ends a transaction");
        }
        if (syntax == Syntax.SQLITE && OUTSIDE_ON_SQLITE.matcher(bare).matches()) {
            return Optional.of("it is no part of a transaction");
        }
        if (syntax == Syntax.POSTGRES
                && STAYS_ON_POSTGRES.matcher(statement.text()).matches()) {
            return Optional.of("a rollback would not take it back");
        }
        return Optional.empty();
    }
}
