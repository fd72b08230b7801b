package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.lease.Lease;
import java.lang.ref.Reference;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransientConnectionException;
import java.sql.Savepoint;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection from the choke point: a lease, the statements that are open on it, and what has to be undone before the
 * connection goes back. Like every JDBC connection it is used by one thread at a time.
 *
 * <p>Where one connection writes and others read, it starts on a reading one and moves to the writing one with the first
 * statement that may write, and stays there. While a transaction owns it, whoever else uses it has joined that transaction:
 * closing does nothing, and commit and rollback are refused.
 */
public final class LeasedConnection extends StatementFactory {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedConnection.class);

    final OpenStatements statements = new OpenStatements();
    final OpenStream stream = new OpenStream(this);
    final StatementConfig limits;
    private final RoutedLease lease;
    private final TransactionControl control = new TransactionControl(this);
    private boolean sessionChanged;
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

    RoutedLease route() {
        return lease;
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
        lease().refuseIfTakenBack();
        Ownership owner = control.owner();
        if (owner != null && Thread.currentThread() != lease().holder()) {
            throw choke.refused(
                    "use " + owner.label(),
                    "it belongs to the thread " + lease().holder().getName()
                            + "; begin one of your own in this thread");
        }
        if (owner != null && owner.expired().getAsBoolean()) {
            throw owner.timedOut(choke.database, null);
        }
        if (lease.isReader() && !readOnly && writes(sql)) {
            moveToWriter();
        }
        return lease().driverConnection();
    }

    private boolean writes(@Nullable String sql) {
        return !control.isAutoCommit() || sql == null || choke.driver.accessOf(sql) == Access.WRITE;
    }

    private void moveToWriter() throws SQLException {
        try {
            lease.moveToWriter(!statements.isEmpty());
        } catch (OrmException unavailable) {
            closed = statements.isEmpty();
            throw new SQLTransientConnectionException(unavailable.getMessage(), "08000", unavailable);
        }
        delegateTo(lease().pooled());
        if (!control.isAutoCommit()) {
            lease().pooled().setAutoCommit(false);
        }
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return new TrackedMetaData(this, delegate().getMetaData());
    }

    /** {@return what this connection is in: autocommit, or a transaction} */
    public TransactionControl control() {
        return control;
    }

    /** Notes in how many savepoints of its transaction the work is nested, for people to look at. */
    public void nested(int savepoints) {
        lease().nested(savepoints);
    }

    /** How long a statement may run: no longer than the transaction that owns the connection. */
    long limit(long nanos) throws SQLException {
        return control.limit(nanos);
    }

    /** How long a call that is no statement may take outside a transaction. */
    long callLimit() {
        return RoutedLease.nanos(limits.timeout());
    }

    /**
     * Cuts the connection off and gives it back for somebody who does not; only where connections are shared. The one call that
     * another thread may make.
     *
     * @throws SQLException if the driver refuses; the connection is given back, to be closed, all the same
     */
    public void cutOff() throws SQLException {
        Lease held = lease();
        held.poison();
        try {
            choke.driver.abort(held.driverConnection());
        } finally {
            held.close();
        }
    }

    /** Lets go of a connection that was cut off and given back by another thread already. */
    public void abandon() {
        control.leave();
        closed = true;
        lease().poison();
        SQLException lost = statements.closeAll();
        if (lost != null) {
            // That is what an aborted connection says of each of its statements.
            LOG.trace("statements of a connection that was cut off", lost);
        }
        lease.close();
    }

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        control.setAutoCommit(on);
    }

    @Override
    public boolean getAutoCommit() {
        return control.isAutoCommit();
    }

    @Override
    public void commit() throws SQLException {
        control.commit();
    }

    @Override
    public void rollback() throws SQLException {
        control.rollback();
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        return savepoint(Connection::setSavepoint);
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        return savepoint(connection -> connection.setSavepoint(name));
    }

    private interface Marking {
        Savepoint mark(Connection connection) throws SQLException;
    }

    private Savepoint savepoint(Marking how) throws SQLException {
        control.limit(Long.MAX_VALUE);
        Savepoint[] made = new Savepoint[1];
        control.make("set a savepoint", () -> made[0] = how.mark(delegate()));
        return made[0];
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        control.limit(Long.MAX_VALUE);
        control.make("release a savepoint", () -> delegate().releaseSavepoint(savepoint));
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        control.rollback(savepoint);
    }

    @Override
    public void setReadOnly(boolean on) throws SQLException {
        control.refuseIfOwned("change read-only");
        applyReadOnly(on);
    }

    void applyReadOnly(boolean on) throws SQLException {
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
        if (closed || control.isOwned()) {
            return;
        }
        closed = true;
        boolean ended = false;
        try {
            SQLException first = restore(statements.closeAll());
            ended = true;
            if (first != null && !lease().isTakenBack()) {
                throw first;
            }
        } finally {
            if (!ended) {
                lease().poison();
            }
            lease.close();
            // Until here this connection is not dropped, even if nobody uses it afterwards.
            Reference.reachabilityFence(this);
        }
    }

    private @Nullable SQLException restore(@Nullable SQLException first) {
        try {
            control.restore();
            resetSession();
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

    private void resetSession() throws SQLException {
        if (!sessionChanged || lease().isPoisoned()) {
            return;
        }
        sessionChanged = false;
        control.make("reset the session", () -> {
            if (!choke.driver.resetSession(lease().driverConnection())) {
                lease().poison();
            }
        });
    }

    /** Notes what a statement does to the session, which the next user of the connection must not find. */
    void noteSession(String sql) {
        sessionChanged |= choke.sessions.change(sql);
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
