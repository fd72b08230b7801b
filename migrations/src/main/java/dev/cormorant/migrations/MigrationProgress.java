package dev.cormorant.migrations;

/**
 * How far a run has come.
 *
 * @param step what has happened
 * @param script the script, by its name in the history
 * @param statement which statement of the script is about to run, from 1; 0 with every other step, and for Java migrations
 * @param statements how many statements the script has; 0 where {@code statement} is 0
 */
public record MigrationProgress(Step step, String script, int statement, int statements) {

    /** What has happened. */
    public enum Step {
        /** A script is about to run. */
        SCRIPT_BEGUN,
        /** A statement is about to run; those of very large scripts, which are streamed, are not told. */
        STATEMENT_BEGUN,
        /** A script is done. */
        SCRIPT_ENDED,
        /** A script has failed; what was thrown says why. */
        SCRIPT_FAILED
    }
}
