package dev.cormorant.testing.reset;

import dev.cormorant.sql.Orm;
import dev.cormorant.testing.TestDatabase;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * The database that one test has to itself. Its objects are safe for all threads; {@link #reset()} and {@link #close()} belong to
 * the thread that took it.
 */
public final class CleanDatabase implements AutoCloseable {

    private final CleanDatabases owner;
    private final Source source;
    private final Slot slot;
    private final Reset reset;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Orm orm;
    private Optional<TestTransaction> transaction;

    CleanDatabase(CleanDatabases owner, Source source, Slot slot, Reset reset) {
        this.owner = owner;
        this.source = source;
        this.slot = slot;
        this.reset = reset;
        this.orm = slot.orm();
        this.transaction = begin();
    }

    private Optional<TestTransaction> begin() {
        if (reset != Reset.ROLLBACK) {
            slot.condition(Slot.Condition.USED);
            return Optional.empty();
        }
        return Optional.of(new TestTransaction(orm.database()));
    }

    /** {@return the open database; closed by the owner of this} */
    public Orm orm() {
        return orm;
    }

    /**
     * {@return the data source of {@link #orm()}; with {@link Reset#ROLLBACK} it gives the transaction's connection to the thread of
     * the test}
     */
    public DataSource dataSource() {
        return reset == Reset.ROLLBACK
                ? new TransactionDataSource(orm.database())
                : orm.database().dataSource();
    }

    /** {@return the same database past everything: its URL, account, and plain connections} */
    public TestDatabase database() {
        return slot.database();
    }

    /** {@return how it is made clean} */
    public Reset mode() {
        return reset;
    }

    /**
     * Makes it clean again, in place: {@link #orm()} and the others stay usable. Does nothing with {@link Reset#NONE}.
     *
     * @throws IllegalStateException if this is closed, a connection is in use, or the database cannot be made clean
     * @throws AssertionError with {@link Reset#ROLLBACK}, as {@link #close()}
     */
    public void reset() {
        if (closed.get()) {
            throw new IllegalStateException(this + " was given back");
        }
        if (reset == Reset.NONE) {
            return;
        }
        try {
            endTransaction();
        } finally {
            makeClean();
        }
    }

    private void makeClean() {
        if (slot.isBusy()) {
            throw new IllegalStateException(this + " cannot be made clean while it is in use: "
                    + orm.stats().active());
        }
        owner.makeClean(slot, reset);
        transaction = begin();
    }

    /**
     * Runs what {@link dev.cormorant.core.transaction.Transaction#afterCommit} was asked to do so far, inside the transaction of the
     * test, after checking what a commit would check. It is not run again.
     *
     * @throws IllegalStateException unless the mode is {@link Reset#ROLLBACK}
     * @throws dev.cormorant.core.error.OrmException if a deferred constraint is violated
     */
    public void runAfterCommitHooks() {
        transaction
                .orElseThrow(() -> new IllegalStateException(
                        "hooks are run on request only with " + Reset.ROLLBACK + ", not with " + reset))
                .runAfterCommitHooks();
    }

    /** Ends the transaction of the test, if there is one, and looks whether nothing is left of it. */
    private void endTransaction() {
        Optional<TestTransaction> ended = transaction;
        transaction = Optional.empty();
        if (ended.isPresent()) {
            slot.condition(Slot.Condition.USED);
            ended.get().end(() -> source.changed(slot));
            slot.condition(Slot.Condition.ROLLED_BACK);
        }
    }

    /**
     * Gives it back; a second call does nothing.
     *
     * @throws dev.cormorant.core.error.OrmException with {@link Reset#ROLLBACK}, if a deferred constraint is violated
     * @throws AssertionError with {@link Reset#ROLLBACK}, if there are changes that the rollback has not undone: of other threads or
     *     connections, or because a statement has committed; the message names the tables and the threads
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            endTransaction();
        } finally {
            owner.giveBack(this, slot);
        }
    }

    /** {@return the database and how it is made clean} */
    @Override
    public String toString() {
        return slot.database() + " (" + reset + ")";
    }
}
