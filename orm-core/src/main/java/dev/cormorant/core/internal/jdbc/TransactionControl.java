package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.config.Isolation;
import dev.cormorant.core.error.OrmException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is in: autocommit, a transaction of its user, or one that a callback owns; and whether the server has ended
 * that by itself. Like its connection it is used by one thread at a time.
 */
public final class TransactionControl {

    /** What a rollback is given when its transaction is out of time: after that the server is left to roll back alone. */
    private static final long SHORTEST_ROLLBACK = TimeUnit.MILLISECONDS.toNanos(300);

    private final LeasedConnection connection;
    private final ChokePoint choke;
    private @Nullable Ownership owner;
    private @Nullable SQLException lost;
    private boolean autoCommit = true;
    private boolean commitSent;
    /** Whether the owner's transaction has ended and nothing was run since, so that there is nothing to roll back. */
    private boolean ended;

    TransactionControl(LeasedConnection connection) {
        this.connection = connection;
        this.choke = connection.choke;
    }

    boolean isAutoCommit() {
        return autoCommit;
    }

    boolean isOwned() {
        return owner != null;
    }

    /** {@return the transaction that owns the connection; null if none does} */
    public @Nullable Ownership owner() {
        return owner;
    }

    /** How long a statement may run: no longer than the transaction that owns the connection. */
    long limit(long nanos) throws SQLException {
        ended = false;
        connection.lease().refuseIfTakenBack();
        Ownership of = owner;
        if (lost != null) {
            throw rolledBack(lost);
        }
        return of == null ? nanos : of.limit(nanos, choke.database);
    }

    /** Notes that the server may have ended the transaction with an error that the caller may swallow. */
    void noteFailure(SQLException error) {
        if (!autoCommit && lost == null && choke.driver.endsTransaction(error)) {
            lost = error;
        }
    }

    private SQLException rolledBack(SQLException why) {
        OrmException meaning = choke.translated("go on with the transaction", why);
        return new SQLTransactionRollbackException(
                "the server has rolled the transaction back after an earlier error; roll back, then begin anew",
                "40000",
                meaning);
    }

    void make(String what, Call.Action action) throws SQLException {
        Ownership of = owner;
        long limit =
                of == null ? connection.callLimit() : Math.max(0, of.deadline().leftNanos());
        connection.route().allowFor(limit);
        Call.make(what, choke, connection.lease(), limit, action);
    }

    /**
     * Makes a transaction the owner of the connection, and switches autocommit off.
     *
     * @param transaction the owner
     * @param onlyReads whether it is read-only
     * @param isolation how it is kept apart; empty for the database's default
     * @throws SQLException if the driver refuses; the connection is then of no use any more
     */
    public void enter(Ownership transaction, boolean onlyReads, Optional<Isolation> isolation) throws SQLException {
        owner = transaction;
        boolean begun = false;
        try {
            make("begin", () -> begin(onlyReads, isolation));
            begun = true;
        } finally {
            if (!begun) {
                connection.lease().poison();
                owner = null;
            }
        }
    }

    private void begin(boolean onlyReads, Optional<Isolation> isolation) throws SQLException {
        if (onlyReads) {
            connection.applyReadOnly(true);
        }
        if (isolation.isPresent()) {
            connection.lease().pooled().setTransactionIsolation(isolation.get().level());
        }
        connection.lease().pooled().setAutoCommit(false);
        connection.lease().transactionBegan();
        autoCommit = false;
    }

    /**
     * Changes the deadline for a part of the transaction.
     *
     * @param part the owner with the deadline of the part; at its end, what this method gave when it began
     * @return the owner as it was before
     */
    public @Nullable Ownership narrow(@Nullable Ownership part) {
        Ownership before = owner;
        owner = part;
        return before;
    }

    /** Ends the ownership, so that the connection can be closed. */
    public void leave() {
        owner = null;
    }

    /** {@return whether a commit was sent to the server: what came of it is known only if the server has answered} */
    public boolean isCommitSent() {
        return commitSent;
    }

    /**
     * Commits on behalf of the owner.
     *
     * @throws SQLException what the driver threw, after which a broken connection is marked; or that it took too long
     */
    public void commitOwned() throws SQLException {
        limit(Long.MAX_VALUE);
        boolean answered = false;
        try {
            closeAll();
            choke.driver.beforeCommit(connection.lease().driverConnection());
            make("commit", this::sendCommit);
            answered = true;
            ended = true;
        } catch (SQLException failed) {
            answered = !choke.driver.isFatal(failed);
            throw failed;
        } finally {
            poisonUnless(answered);
        }
    }

    private void sendCommit() throws SQLException {
        commitSent = true;
        connection.lease().pooled().commit();
    }

    /** Connector/J refuses to commit beside a streamed result. */
    private void closeAll() throws SQLException {
        SQLException unclosed = connection.statements.closeAll();
        if (unclosed != null) {
            throw unclosed;
        }
    }

    /**
     * Rolls back on behalf of the owner. A connection that cannot roll back is never used again.
     *
     * @throws SQLException what the driver threw
     */
    public void rollbackOwned() throws SQLException {
        Ownership of = owner;
        long left = of == null ? connection.callLimit() : of.deadline().leftNanos();
        boolean clean = false;
        try {
            connection.statements.closeAll();
            lost = null;
            Call.make("roll back", choke, connection.lease(), Math.max(SHORTEST_ROLLBACK, left), () -> connection
                    .lease()
                    .pooled()
                    .rollback());
            clean = true;
            ended = true;
        } finally {
            poisonUnless(clean);
        }
    }

    private void poisonUnless(boolean clean) {
        if (!clean) {
            connection.lease().poison();
        }
    }

    void setAutoCommit(boolean on) throws SQLException {
        refuseIfOwned("change autocommit");
        if (on == autoCommit) {
            return;
        }
        if (on) {
            // Switching it on commits.
            limit(Long.MAX_VALUE);
            choke.driver.beforeCommit(connection.lease().driverConnection());
        }
        if (on || !connection.stream.handOverImplicit()) {
            make("change autocommit", () -> connection.lease().pooled().setAutoCommit(on));
        }
        autoCommit = on;
        connection.lease().transactionEnded();
    }

    void commit() throws SQLException {
        refuseIfOwned("commit");
        refuseInAutoCommit("commit");
        limit(Long.MAX_VALUE);
        choke.driver.beforeCommit(connection.lease().driverConnection());
        make("commit", () -> connection.lease().pooled().commit());
        connection.lease().transactionEnded();
    }

    void rollback() throws SQLException {
        refuseIfOwned("roll back");
        refuseInAutoCommit("roll back");
        lost = null;
        make("roll back", () -> connection.lease().pooled().rollback());
        connection.route().rolledBack();
        connection.lease().transactionEnded();
    }

    void rollback(Savepoint savepoint) throws SQLException {
        limit(Long.MAX_VALUE);
        make("roll back to a savepoint", () -> connection.lease().pooled().rollback(savepoint));
        connection.route().rolledBack();
    }

    private void refuseInAutoCommit(String attempted) throws SQLException {
        if (autoCommit) {
            throw new SQLNonTransientException(attempted + " on " + choke.database + ": autocommit is on", "25000");
        }
    }

    void refuseIfOwned(String attempted) throws SQLException {
        Ownership of = owner;
        if (of != null) {
            throw choke.refused(attempted, of.label() + " owns this connection and ends it itself; throw to roll back");
        }
    }

    /** Ends what was not committed, before the connection goes back. */
    void restore() throws SQLException {
        if (!autoCommit) {
            lost = null;
            make(ended ? "change autocommit" : "roll back", () -> {
                if (!ended) {
                    connection.lease().pooled().rollback();
                }
                connection.lease().pooled().setAutoCommit(true);
            });
        }
        if (connection.route().isLifted() && !connection.lease().isPoisoned()) {
            make("restore the time limit of the server", connection.route()::restoreLimit);
        }
    }
}
