package dev.cormorant.migrations;

import java.util.Optional;

/**
 * A statement that is not the one that was applied.
 *
 * @param kind what became of it
 * @param number its place in the script as it is, from 1; of a removed one in the script as it was applied
 * @param line where it begins, in the same script
 * @param before a part of what was applied, around the first difference: its words without comments, on one line, at most 160
 *     characters; empty for one that is new, or where nothing of it may be shown
 * @param after the same part as it is; empty for one that was removed
 */
public record StatementChange(Kind kind, int number, int line, Optional<String> before, Optional<String> after) {

    /** What became of a statement. */
    public enum Kind {
        /** It is another one. */
        CHANGED,
        /** It was not there. */
        ADDED,
        /** It is no longer there. */
        REMOVED
    }
}
