package dev.cormorant.migrations;

/**
 * A statement that would be run.
 *
 * @param number its place in its script, from 1
 * @param line where its first word stands in its script, from 1
 * @param sql as it would be sent, with placeholders filled in, but for those with a name that speaks of a password, secret, token or
 *     key; at most {@value #LONGEST} characters, the last an ellipsis if there are more
 * @param inTransaction whether it would run in a transaction
 * @param state what the trial has shown
 * @param why what the database said to it, or why it was not tried; empty if it passed
 */
public record PlannedStatement(int number, int line, String sql, boolean inTransaction, State state, String why) {

    /** How many characters of a statement are shown. */
    public static final int LONGEST = 10_000;

    /** What a trial has shown. */
    public enum State {
        /** It was run, and passed. */
        PASSED,
        /** It was run, and failed; nothing after it was tried. */
        FAILED,
        /** It was not run. */
        NOT_TRIED
    }
}
