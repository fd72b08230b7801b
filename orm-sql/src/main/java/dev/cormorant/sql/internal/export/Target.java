package dev.cormorant.sql.internal.export;

import java.io.IOException;

/** Where text goes. For one export in one thread. */
interface Target {

    /**
     * Takes the text that has collected.
     *
     * @param text the text; emptied by whoever calls
     * @throws IOException if it cannot be written
     */
    void take(StringBuilder text) throws IOException;

    /**
     * Makes what was written the result.
     *
     * @throws IOException if it cannot
     */
    void finish() throws IOException;

    /**
     * Undoes what can be undone after a failure.
     *
     * @param failure what has happened; what fails now is suppressed onto it
     */
    void abandon(Throwable failure);

    /** {@return how much was written, in bytes or in characters} */
    long size();

    /** {@return what is there after a failure, for its message} */
    String remains();
}
