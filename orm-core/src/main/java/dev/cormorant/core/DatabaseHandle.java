package dev.cormorant.core;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One owner's part in a database that others may use too. The database stays open as long as it has an owner. Safe for all
 * threads.
 */
public final class DatabaseHandle implements AutoCloseable {

    private final Database database;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    DatabaseHandle(Database database, Runnable release) {
        this.database = database;
        this.release = release;
    }

    /**
     * The database, the same object for all its owners.
     *
     * @return the open database; not closed by the caller
     * @throws IllegalStateException if this handle is closed
     */
    public Database database() {
        if (closed.get()) {
            throw new IllegalStateException("this handle of " + database.label() + " is closed; open another one");
        }
        return database;
    }

    /** Gives up the ownership. A second call does nothing, so that nobody gives up that of another owner. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }

    /** {@return the label of the database and whether this handle is closed} */
    @Override
    public String toString() {
        return database.label() + (closed.get() ? " (handle closed)" : "");
    }
}
