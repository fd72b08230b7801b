package dev.cormorant.core.monitor;

/**
 * Told of each statement that is sent to a database: for tests, say, that count them. A batch is one statement; a commit, a
 * savepoint and what the layer asks on its own account are none.
 */
@FunctionalInterface
public interface StatementObserver {

    /**
     * A statement begins. Called in the thread that runs it, before the driver is, and by many threads at once; must return at once.
     * What it throws is logged, and changes nothing for the statement.
     *
     * @param sql its text, with placeholders
     */
    void began(String sql);
}
