package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.core.lease.Lease;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransientConnectionException;
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
    private final OpenStream stream;
    final StatementConfig limits;
    private final RoutedLease lease;
    private @Nullable String transaction;
    private boolean autoCommit = true;
    private boolean readOnly;
    private boolean closed;

    LeasedConnection(ChokePoint choke, Lease lease, StatementConfig limits) {
        super(choke, lease.pooled());
        this.stream = new OpenStream(choke);
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

    void refuseBesideStream(String sql) throws SQLException {
        if (stream.isExclusive()) {
            throw refused(
                    "run \"" + FailedOperation.shortened(sql) + "\"",
                    "a streamed result is open on this connection, which can run nothing else meanwhile: read or close it"
                            + " first, or let plain selects be loaded whole (statement.plain-selects=buffer)");
        }
    }

    void beginImplicit() throws SQLException {
        stream.beginImplicit(lease(), autoCommit);
    }

    void endImplicit(boolean success) throws SQLException {
        stream.endImplicit(lease(), success);
    }

    void streamOpened(ExecutedResultSet rows) {
        stream.opened(rows);
    }

    void streamEnded(ExecutedResultSet rows, boolean success) throws SQLException {
        stream.ended(rows, lease(), success);
    }

    /** Makes sure that the connection is open, ours, and one that may run the statement. */
    @Override
    Connection forStatement(@Nullable String sql) throws SQLException {
        if (closed) {
            throw new SQLNonTransientException("the connection to " + choke.database + " is closed", "08003");
        }
        if (transaction != null && Thread.currentThread() != lease().holder()) {
            throw refused(
                    "use " + transaction,
                    "it belongs to the thread " + lease().holder().getName()
                            + "; begin a transaction of your own in this thread");
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
     * @throws SQLException if the driver refuses
     */
    public void enterTransaction(String label, boolean onlyReads) throws SQLException {
        if (onlyReads) {
            setReadOnly(true);
        }
        setAutoCommit(false);
        transaction = label;
    }

    /**
     * Commits on behalf of the owner.
     *
     * @throws SQLException what the driver threw; the connection is then marked if it broke
     */
    public void commitTransaction() throws SQLException {
        try {
            delegate().commit();
        } catch (SQLException failed) {
            poisonIfFatal(failed);
            throw failed;
        }
    }

    /**
     * Rolls back on behalf of the owner. A connection that cannot roll back is never used again.
     *
     * @throws SQLException what the driver threw
     */
    public void rollbackTransaction() throws SQLException {
        try {
            statements.closeAll();
            delegate().rollback();
        } catch (SQLException failed) {
            lease().poison();
            throw failed;
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
            throw refused(attempted, transaction + " owns this connection and ends it itself; throw to roll back");
        }
    }

    private SQLException refused(String attempted, String why) {
        UnsupportedFeatureException meaning = new UnsupportedFeatureException(
                FailedOperation.of(attempted, choke.database).message(why));
        return new SQLNonTransientException(meaning.getMessage(), "HY010", meaning);
    }

    @Override
    public void setReadOnly(boolean on) throws SQLException {
        refuseInTransaction("change read-only");
        if (choke.divided) {
            if (on && lease().access() == Access.WRITE) {
                throw refused("set read-only", "it has written already; take another connection for reading");
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
        SQLException first = statements.closeAll();
        first = restore(first);
        lease.close();
        if (first != null) {
            throw first;
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
            return choke.driver.isFatal(failed) ? first : joined(first, failed);
        }
    }

    private static SQLException joined(@Nullable SQLException first, SQLException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    private void poisonIfFatal(SQLException failed) {
        if (choke.driver.isFatal(failed)) {
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
