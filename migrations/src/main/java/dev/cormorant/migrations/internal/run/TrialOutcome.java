package dev.cormorant.migrations.internal.run;

/**
 * What became of one statement of a trial.
 *
 * @param state whether it was run
 * @param why what the database said, or why it was not run; empty if it passed
 */
public record TrialOutcome(State state, String why) {

    /** Whether a statement was run. */
    public enum State {
        /** It was, and passed. */
        PASSED,
        /** It was, and failed. */
        FAILED,
        /** It was not. */
        NOT_TRIED
    }
}
