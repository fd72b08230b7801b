package dev.cormorant.migrations.internal.journal;

import java.util.Optional;

/**
 * Where a statement of an interrupted script stands.
 *
 * @param number which statement of its script, from 1
 * @param statement the statement; empty if the script has none of that number any more
 * @param state what is to be done about it
 */
public record Standing(int number, Optional<StatementText> statement, State state) {

    /** What is to be done about a statement. */
    public enum State {
        /** It is in place. */
        DONE,
        /** It is to be run. */
        PENDING,
        /** It was sent, and the catalog does not tell whether it took effect. */
        IN_DOUBT,
        /** It is in place and has another text now. */
        CHANGED
    }
}
