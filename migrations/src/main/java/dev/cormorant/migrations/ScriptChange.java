package dev.cormorant.migrations;

import java.util.List;

/**
 * What was changed in a script after it was applied.
 *
 * @param kind how much is known of it
 * @param statements what differs, in order, at most {@value #MOST}; empty unless the kind is {@link Kind#STATEMENTS}
 * @param total how many statements differ, the others included
 */
public record ScriptChange(Kind kind, List<StatementChange> statements, int total) {

    /** How many statements are named. */
    public static final int MOST = 20;

    /** How much is known of a change. */
    public enum Kind {
        /**
         * Only layout, comments or the case of words: the script does what it did. Literals and quoted names count as they are
         * written, with the bodies of functions of PostgreSQL among the literals; on MySQL and MariaDB the case of names counts.
         */
        COSMETIC,
        /** Statements are others than before. */
        STATEMENTS,
        /** Nothing was kept of the script that was applied, or it was too large. */
        UNKNOWN
    }

    /** Keeps an unmodifiable copy of the list. */
    public ScriptChange {
        statements = List.copyOf(statements);
    }

    /** {@return whether the script does what it did} */
    public boolean isCosmetic() {
        return kind == Kind.COSMETIC;
    }
}
