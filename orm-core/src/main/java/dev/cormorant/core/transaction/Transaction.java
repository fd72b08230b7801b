package dev.cormorant.core.transaction;

import dev.cormorant.core.config.Isolation;
import dev.cormorant.core.driver.BulkInsert;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.TransactionException;
import dev.cormorant.core.internal.Deadline;
import dev.cormorant.core.internal.jdbc.LeasedConnection;
import dev.cormorant.core.internal.jdbc.Ownership;
import dev.cormorant.core.monitor.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A running transaction, as its callback sees it. Belongs to the thread that began it and to its callback; used after its end
 * or from another thread, it fails.
 */
public final class Transaction {

    private final LeasedConnection connection;
    private final TransactionOptions options;
    private final String database;
    private final Deadline deadline;
    /** Written once: it is asked for several times in each transaction. */
    private final String label;

    private final Thread owner = Thread.currentThread();
    private final AtomicReference<TransactionState> state = new AtomicReference<>(TransactionState.ACTIVE);
    final Hooks hooks = new Hooks();
    private int depth = 1;
    private boolean rollbackOnly;
    private boolean suspended;
    private @Nullable Throwable doom;
    /** Whether the watchdog has asked for the connection to be cut off; read and written by the watchdog alone. */
    boolean cut;

    int slot;
    Span span = Span.NONE;

    Transaction(
            LeasedConnection connection, TransactionOptions options, String label, String database, Deadline deadline) {
        this.connection = connection;
        this.options = options;
        this.database = database;
        this.deadline = deadline;
        this.label = label;
    }

    String label() {
        return label;
    }

    /**
     * The connection of the transaction, which all SQL of this thread on this database uses meanwhile. Closing it does nothing;
     * commit, rollback and autocommit are refused, since the callback decides them.
     *
     * @return the connection; closed by the transaction
     * @throws TransactionException if the transaction has ended or belongs to another thread
     */
    public Connection connection() {
        refuseIfEndedOrForeign("use the connection of");
        return connection;
    }

    /**
     * Sends many rows the way the database has for them: each sending is one execution, with an id and the limits of a statement, and
     * counts as one use of the connection together with the others.
     *
     * @return what sends them; closed by the caller, in the end by the transaction
     * @throws TransactionException if the transaction has ended or belongs to another thread
     * @throws SQLException if JDBC fails
     */
    public BulkInsert bulkInsert() throws SQLException {
        refuseIfEndedOrForeign("insert many rows in");
        return connection.bulkInsert();
    }

    /** {@return the name of the transaction} */
    public String name() {
        return options.name();
    }

    /** {@return whether it only reads} */
    public boolean isReadOnly() {
        return options.readOnly();
    }

    /** {@return how it is kept apart from others; empty for the database's default} */
    public Optional<Isolation> isolation() {
        return options.isolation();
    }

    /** {@return 1 for the transaction itself, one more for each savepoint callback that is running in it} */
    public int depth() {
        return depth;
    }

    /**
     * Decides that the transaction ends with a rollback even if its callback returns normally. Inside a savepoint callback it
     * still means the whole transaction.
     *
     * @throws TransactionException if the transaction has ended or belongs to another thread
     */
    public void setRollbackOnly() {
        refuseIfEndedOrForeign("mark");
        rollbackOnly = true;
    }

    /** {@return whether {@link #setRollbackOnly} was called} */
    public boolean isRollbackOnly() {
        return rollbackOnly;
    }

    /**
     * Has something done after the commit: by the same thread, after the connection was given back, so that it may use the database.
     * Not done if the outcome of the commit is unknown, nor if the savepoint callback that asked for it is undone. What it throws is
     * logged, and changes nothing for the caller. With retries, only what the last try asked for is done.
     *
     * @param action what to do
     * @throws TransactionException if the transaction has ended or belongs to another thread
     * @throws IllegalStateException if there are 1,000 already
     */
    public void afterCommit(Runnable action) {
        refuseIfEndedOrForeign("add a hook to");
        hooks.add(true, action);
    }

    /**
     * Has something done after the rollback, in the same way as {@link #afterCommit}; also, at the end of the whole, if only the
     * savepoint callback that asked for it was undone. With retries, each try that was rolled back does what it asked for.
     *
     * @param action what to do
     * @throws TransactionException if the transaction has ended or belongs to another thread
     * @throws IllegalStateException if there are 1,000 already
     */
    public void afterRollback(Runnable action) {
        refuseIfEndedOrForeign("add a hook to");
        hooks.add(false, action);
    }

    boolean isCurrentOf(Thread thread) {
        return owner == thread && !suspended;
    }

    /** Changes the state if it still is what the caller saw. */
    boolean move(TransactionState from, TransactionState to) {
        if (!from.mayBecome(to)) {
            throw new IllegalStateException("a transaction does not become " + to + " from " + from);
        }
        return state.compareAndSet(from, to);
    }

    boolean isExpired() {
        return state.get() == TransactionState.EXPIRED;
    }

    void end() {
        state.set(TransactionState.ENDED);
    }

    LeasedConnection leased() {
        return connection;
    }

    TransactionOptions options() {
        return options;
    }

    Deadline deadline() {
        return deadline;
    }

    Ownership ownership() {
        return new Ownership(label, deadline, this::isExpired);
    }

    String ownerName() {
        return owner.getName();
    }

    /** Decides that it cannot commit because a part of it failed for good, even if the callback does not mind. */
    void doom(Throwable cause) {
        doom = doom == null ? cause : doom;
    }

    @Nullable
    Throwable doom() {
        return doom;
    }

    void enter() {
        depth++;
        connection.nested(depth - 1);
    }

    void leave() {
        depth--;
        connection.nested(depth - 1);
    }

    void suspend(boolean now) {
        suspended = now;
    }

    private void refuseIfEndedOrForeign(String attempted) {
        String wrong = state.get() == TransactionState.ENDED
                ? "it has ended; use it inside its callback only"
                : owner != Thread.currentThread() ? "it belongs to the thread " + owner.getName() : "";
        if (!wrong.isEmpty()) {
            throw new TransactionException(
                    FailedOperation.of(attempted + " " + label, database).message(wrong), null);
        }
    }
}
