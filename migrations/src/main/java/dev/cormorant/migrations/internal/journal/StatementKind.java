package dev.cormorant.migrations.internal.journal;

import dev.cormorant.migrations.internal.script.Syntax;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a statement does to the transaction that it runs in. */
public enum StatementKind {
    /** Changes the session only; lost with it, and so run again by whoever goes on. */
    SESSION,
    /** Takes effect or not together with a row of the journal that is written in the same transaction. */
    TRANSACTIONAL,
    /** Commits on its own, or may do so. */
    OWN_COMMIT,
    /** Holds something between statements that a journal row would end or that is lost with the session. */
    SPANNING;

    private static final Set<String> ROWS =
            Set.of("insert", "update", "delete", "replace", "select", "with", "merge", "values", "table");
    private static final Set<String> DEFINITIONS =
            Set.of("create", "alter", "drop", "comment", "grant", "revoke", "truncate");
    private static final Set<String> SPANS = Set.of(
            "begin",
            "commit",
            "rollback",
            "savepoint",
            "release",
            "abort",
            "lock",
            "unlock",
            "prepare",
            "execute",
            "deallocate",
            "handler",
            "xa",
            "declare",
            "attach",
            "detach");
    private static final Pattern TEMPORARY =
            Pattern.compile("(create|drop) (or replace )?((global|local) )?temp(orary)? .*");
    private static final Pattern AUTOCOMMIT = Pattern.compile("set .*(autocommit|transaction|role|authorization)\\b.*");

    /**
     * Looks at a statement.
     *
     * @param statement which
     * @param syntax how its database reads
     * @param transactional whether its database takes it inside a transaction, and undoes it with the transaction if the
     *     database undoes definitions at all
     * @return what it does
     */
    public static StatementKind of(StatementText statement, Syntax syntax, boolean transactional) {
        String bare = statement.parsed().bare();
        String first = bare.isEmpty() ? "" : bare.split(" ", 2)[0];
        boolean starts = first.equals("start") && !bare.startsWith("start slave") && !bare.startsWith("start replica");
        if (SPANS.contains(first)
                || first.equals("end")
                || starts
                || TEMPORARY.matcher(bare).matches()
                || AUTOCOMMIT.matcher(bare).matches()) {
            return SPANNING;
        }
        if (List.of("set", "use", "pragma", "reset").contains(first)) {
            return SESSION;
        }
        boolean rolledBack = ROWS.contains(first) || (syntax != Syntax.MYSQL && DEFINITIONS.contains(first));
        return rolledBack && transactional ? TRANSACTIONAL : OWN_COMMIT;
    }
}
