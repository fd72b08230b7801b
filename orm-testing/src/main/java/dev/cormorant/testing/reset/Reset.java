package dev.cormorant.testing.reset;

/** How a test comes by a clean database. */
public enum Reset {
    /** A copy of a template that was migrated once: rows, counters and definitions are those of the template. */
    TEMPLATE,
    /** Only the tables that were written to are emptied and filled again; after a change of definitions as {@link #TEMPLATE}. */
    DIRTY_TABLES,
    /**
     * What the thread does that takes the database is one transaction, which is rolled back. Counters go on, and what other
     * threads do on the database is not undone: it makes the test fail.
     */
    ROLLBACK,
    /** Nothing is undone: each test sees what those before it have left. */
    NONE
}
