package dev.cormorant.testing.guard;

/** What a test must not do, or leave. What is wrong with one connection is found by one rule: the first of these that fits. */
public enum Rule {
    /** A transaction was begun and not ended: on a connection, by a callback that still runs, or a savepoint in either. */
    TRANSACTION("open transaction"),
    /** A result or cursor was opened and neither read to its end nor closed. */
    CURSOR("open cursor"),
    /** A connection was taken and not given back, or dropped for the garbage collector to find. */
    LEASE("open connection"),
    /** A thread was started and still lives. */
    THREAD("thread left"),
    /** One SELECT was sent from the same place again and again: a query per row of another one (N+1). */
    REPEATED_STATEMENT("repeated statement"),
    /** A connection was held for long with nothing running on it. */
    IDLE_CONNECTION("idle connection");

    private final String words;

    Rule(String words) {
        this.words = words;
    }

    /** {@return what was found, in two words, as messages say it} */
    String words() {
        return words;
    }
}
