package dev.cormorant.migrations.internal.run;

/** Is told how scripts go on, by the thread that runs them; throws nothing. */
public interface ScriptProgress {

    /** What a script has come to. */
    enum Step {
        /** It is about to be run. */
        BEGUN,
        /** It is done. */
        ENDED,
        /** It has failed. */
        FAILED
    }

    /**
     * A script begins or ends.
     *
     * @param step what it has come to
     * @param script its name in the history
     */
    void script(Step step, String script);

    /**
     * A statement is about to be run.
     *
     * @param script its name in the history
     * @param number which of the script, from 1
     * @param count how many there are
     */
    void statement(String script, int number, int count);
}
