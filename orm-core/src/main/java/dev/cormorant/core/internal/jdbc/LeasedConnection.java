package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.lease.Lease;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A connection from the choke point: a lease, the statements that are open on it, and what has to be undone before the
 * connection goes back. Like every JDBC connection it is used by one thread at a time.
 *
 * <p>Where one connection writes and others read, it starts on a reading one and moves to the writing one with the first
 * statement that may write, and stays there. While a transaction owns it, whoever else uses it has joined that transaction:
 * closing does nothing, and commit and rollback are refused.
 */
public final class LeasedConnection extends StatementFactory {

    final OpenStatements statements = new OpenStatements();
    final OpenStream stream = new OpenStream(this);
    final StatementConfig limits;
    private final RoutedLease lease;
    private @Nullable Ownership transaction;
    private boolean autoCommit = true;
    private boolean readOnly;
    private boolean closed;

    LeasedConnection(ChokePoint choke, Lease lease, StatementConfig limits) {
        super(choke, lease.pooled());
        this.lease = new RoutedLease(choke, lease);
        this.limits = limits;
    }

    Lease lease() {
        return lease.current();
    }

    void allowFor(long nanos) throws SQLException {
        lease.allowFor(nanos);
    }

    @Override
    LeasedConnection self() {
        return this;
    }

    /** Makes sure that the connection is open, ours, and one that may run the statement. */
    @Override
    Connection forStatement(@Nullable String sql) throws SQLException {
        if (closed) {
            throw new SQLNonTransientException("the connection to " + choke.database + " is closed", "08003");
        }
        if (transaction != null && Thread.currentThread() != lease().holder()) {
            throw choke.refused(
                    "use " + transaction.label(),
                    "it belongs to the thread " + lease().holder().getName()
                            + "; begin one of your own in this thread");
        }
        if (lease.isReader() && !readOnly && writes(sql)) {
            moveToWriter();
        }
        return lease().driverConnection();
    }

    private boolean writes(@Nullable String sql) {
        return !autoCommit || sql == null || choke.driver.accessOf(sql) == Access.WRITE;
    }

    private void moveToWriter() throws SQLException {
        try {
            lease.moveToWriter(!statements.isEmpty());
        } catch (OrmException unavailable) {
            closed = statements.isEmpty();
            throw new SQLTransientConnectionException(unavailable.getMessage(), "08000", unavailable);
        }
        delegateTo(lease().pooled());
        if (!autoCommit) {
            lease().pooled().setAutoCommit(false);
        }
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return new TrackedMetaData(this, delegate().getMetaData());
    }

    /**
     * Makes a transaction the owner of this connection, and switches autocommit off.
     *
     * @param label the transaction, for messages
     * @param onlyReads whether it is read-only
     * @param limit how long it may take as a whole
     * @throws SQLException if the driver refuses
     */
    public void enterTransaction(String label, boolean onlyReads, Duration limit) throws SQLException {
        if (onlyReads) {
            setReadOnly(true);
        }
        setAutoCommit(false);
        transaction = new Ownership(label, System.nanoTime() + limit.toNanos());
    }

    /** How long a statement may run: no longer than the transaction that owns the connection. */
    long limit(long nanos) throws SQLException {
        return transaction == null ? nanos : transaction.limit(nanos, choke.database);
    }

    /** Connector/J refuses to commit beside a streamed result. */
    private void closeAllBeforeCommit() throws SQLException {
        SQLException unclosed = statements.closeAll();
        if (unclosed != null) {
            throw unclosed;
        }
    }

    /**
     * Commits on behalf of the owner.
     *
     * @throws SQLException what the driver threw, after which a broken connection is marked; or that it took too long
     */
    public void commitTransaction() throws SQLException {
        limit(Long.MAX_VALUE);
        boolean answered = false;
        try {
            closeAllBeforeCommit();
            choke.driver.beforeCommit(lease().driverConnection());
            delegate().commit();
            answered = true;
        } catch (SQLException failed) {
            answered = !choke.driver.isFatal(failed);
            throw failed;
        } finally {
            poisonUnless(answered);
        }
    }

    /**
     * Rolls back on behalf of the owner. A connection that cannot roll back is never used again.
     *
     * @throws SQLException what the driver threw
     */
    public void rollbackTransaction() throws SQLException {
        boolean clean = false;
        try {
            statements.closeAll();
            delegate().rollback();
            clean = true;
        } finally {
            poisonUnless(clean);
        }
    }

    /**
     * Ends the ownership and gives the connection back.
     *
     * @throws SQLException if a statement could not be closed
     */
    public void leaveTransaction() throws SQLException {
        transaction = null;
        close();
    }

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        refuseInTransaction("change autocommit");
        if (on == autoCommit) {
            return;
        }
        if (on) {
            // Switching it on commits.
            choke.driver.beforeCommit(lease().driverConnection());
        }
        if (on || !stream.handOverImplicit()) {
            delegate().setAutoCommit(on);
        }
        autoCommit = on;
    }

    @Override
    public boolean getAutoCommit() {
        return autoCommit;
    }

    @Override
    public void commit() throws SQLException {
        refuseInTransaction("commit");
        refuseInAutoCommit("commit");
        choke.driver.beforeCommit(lease().driverConnection());
        delegate().commit();
    }

    @Override
    public void rollback() throws SQLException {
        refuseInTransaction("roll back");
        refuseInAutoCommit("roll back");
        delegate().rollback();
    }

    private void refuseInAutoCommit(String attempted) throws SQLException {
        if (autoCommit) {
            throw new SQLNonTransientException(attempted + " on " + choke.database + ": autocommit is on", "25000");
        }
    }

    private void refuseInTransaction(String attempted) throws SQLException {
        if (transaction != null) {
            throw choke.refused(
                    attempted, transaction.label() + " owns this connection and ends it itself; throw to roll back");
        }
    }

    @Override
    public void setReadOnly(boolean on) throws SQLException {
        refuseInTransaction("change read-only");
        if (choke.divided) {
            if (on && lease().access() == Access.WRITE) {
                throw choke.refused("set read-only", "it has written already; take another connection for reading");
            }
        } else {
            delegate().setReadOnly(on);
        }
        readOnly = on;
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Closes what is open on it, newest first, rolls back what was not committed, and gives the connection back, once. */
    @Override
    public void close() throws SQLException {
        if (closed || transaction != null) {
            return;
        }
        closed = true;
        boolean ended = false;
        try {
            SQLException first = restore(statements.closeAll());
            ended = true;
            if (first != null) {
                throw first;
            }
        } finally {
            poisonUnless(ended);
            lease.close();
        }
    }

    private @Nullable SQLException restore(@Nullable SQLException first) {
        try {
            if (!autoCommit) {
                delegate().rollback();
                delegate().setAutoCommit(true);
            }
            return first;
        } catch (SQLException failed) {
            lease().poison();
            // A connection that broke has told so already; that it cannot roll back either is no news.
            if (first == null) {
                return choke.driver.isFatal(failed) ? null : failed;
            }
            first.addSuppressed(failed);
            return first;
        }
    }

    private void poisonUnless(boolean clean) {
        if (!clean) {
            lease().poison();
        }
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        closed = true;
        lease().poison();
        try {
            delegate().abort(executor);
        } finally {
            lease.close();
        }
    }
}
