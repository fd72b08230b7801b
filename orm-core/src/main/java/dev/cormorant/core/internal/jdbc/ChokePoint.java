package dev.cormorant.core.internal.jdbc;

import dev.cormorant.core.config.PlainSelects;
import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.CursorMode;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.error.ConnectionReclaimedException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.core.execution.Execution;
import dev.cormorant.core.execution.Executions;
import dev.cormorant.core.execution.StopReason;
import dev.cormorant.core.internal.BoundValues;
import dev.cormorant.core.lease.Lease;
import dev.cormorant.core.lease.LeaseRequest;
import dev.cormorant.core.lease.Leases;
import dev.cormorant.core.monitor.Monitor;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of one database share: where leases and executions come from, and how failures are named.
 */
public final class ChokePoint {

    final String database;
    final Driver driver;
    final CursorMode cursors;
    final SessionTexts sessions;
    final Leases leases;
    final Executions executions;
    final StatementConfig config;
    private final StatementConfig loading;
    final boolean divided;

    /**
     * Ties the parts together.
     *
     * @param database the label of the database
     * @param driver its driver
     * @param leases its connections
     * @param executions its executions
     * @param config the limits of statements
     */
    public ChokePoint(String database, Driver driver, Leases leases, Executions executions, StatementConfig config) {
        this.database = database;
        this.driver = driver;
        this.cursors = driver.cursorMode();
        this.sessions = new SessionTexts(driver::changesSession);
        this.leases = leases;
        this.executions = executions;
        this.config = config;
        this.loading = config.withPlainSelects(PlainSelects.BUFFER);
        this.divided = driver.layout() == PoolLayout.WRITER_AND_READERS;
    }

    /** {@return where transactions are told} */
    public Monitor monitor() {
        return executions.monitor();
    }

    /**
     * Opens an instrumented connection.
     *
     * @param request what for
     * @param limits the limits of its statements
     * @return the connection; closed by the caller
     * @throws dev.cormorant.core.error.ConnectionUnavailableException if none can be had
     */
    public LeasedConnection open(LeaseRequest request, StatementConfig limits) {
        Lease lease = leases.acquire(request);
        LeasedConnection connection = new LeasedConnection(this, lease, limits);
        leases.inUse().watch(lease, connection);
        return connection;
    }

    /**
     * Opens an instrumented connection for a caller of our own, who reads what it asks for: results without a fetch size are
     * loaded whole.
     *
     * @param request what for
     * @return the connection; closed by the caller
     * @throws dev.cormorant.core.error.ConnectionUnavailableException if none can be had
     */
    public LeasedConnection open(LeaseRequest request) {
        return open(request, loading);
    }

    /** {@return the statement, behind one that remembers its bind values if that is switched on} */
    <S extends PreparedStatement> S remembering(Class<S> type, S statement) {
        return executions.monitor().keepsBindValues() ? BoundValues.remembering(type, statement) : statement;
    }

    /** {@return the text that goes to the server: with the id of the execution in a comment, if that is switched on} */
    String commented(String sql, long id) {
        return config.comment() ? sql + " /* cormorant:" + id + " */" : sql;
    }

    /** {@return what failed, seen as a caller of JDBC expects it, after a connection that broke was marked} */
    SQLException failed(Execution execution, ExecutedStatement statement, SQLException error) {
        execution.failedWith(error);
        if (execution.isAborted() || driver.isFatal(error)) {
            statement.lease.poison();
            executions.monitor().suspect();
        }
        if (!execution.isAborted() && !execution.isStopRequested()) {
            noteServer(statement.lease, statement.connection.isReadOnly(), error);
        }
        TransactionControl control = statement.connection.control();
        control.noteFailure(error);
        Ownership owner = control.owner();
        if (owner != null && owner.expired().getAsBoolean()) {
            return owner.timedOut(database, error);
        }
        return execution.stopReason().map(why -> stopped(execution, why, error)).orElse(error);
    }

    /** Has all connections replaced after an error that speaks of the server and not of the one connection. */
    void noteServer(Lease lease, boolean readOnly, SQLException error) {
        if (!readOnly && driver.concernsServer(error)) {
            lease.poison();
            leases.rotateAfterFailure();
        }
    }

    /** A statement that was stopped says who stopped it; one that failed for another reason meanwhile keeps that. */
    private SQLException stopped(Execution execution, StopReason why, SQLException error) {
        if (why == StopReason.RECLAIMED) {
            return stopped(execution, why, (Throwable) error);
        }
        OrmException meaning = driver.translate(error, operation(execution));
        // A server that did not react to the stop does not answer at all.
        boolean byStop = execution.isAborted()
                || driver.isFatal(error)
                || meaning instanceof StatementCancelledException
                || meaning instanceof StatementTimeoutException;
        return byStop ? stopped(execution, why, (Throwable) error) : error;
    }

    /**
     * Names the failure behind an error.
     *
     * @param attempted what was being done
     * @param error what a JDBC method threw
     * @return our own failure if the error carries one, otherwise a new one
     */
    public OrmException translated(String attempted, SQLException error) {
        return OrmException.carriedBy(error)
                .orElseGet(() -> driver.translate(error, FailedOperation.of(attempted, database)));
    }

    /** {@return the exception for an execution that was stopped} */
    SQLException stopped(Execution execution, StopReason why, @Nullable Throwable cause) {
        FailedOperation operation = operation(execution);
        if (why == StopReason.TIMED_OUT) {
            String message =
                    operation.message("stopped on the server: it ran longer than its limit; shorten the work, or"
                            + " raise statement.timeout or the statement's query timeout");
            return new SQLTimeoutException(message, "57014", 0, new StatementTimeoutException(message, cause));
        }
        if (why == StopReason.RECLAIMED) {
            String message =
                    operation.message("its connection was taken back from its holder as a leak, and what was not"
                            + " committed is rolled back");
            return new SQLNonTransientException(message, "57014", 0, new ConnectionReclaimedException(message, cause));
        }
        String message = operation.message(
                switch (why) {
                    case INTERRUPTED -> "stopped on the server because the thread was interrupted";
                    case CLOSING -> "stopped on the server because the database is closing";
                    default -> "stopped on the server by a cancel of this execution";
                });
        return new SQLNonTransientException(message, "57014", 0, new StatementCancelledException(message, cause));
    }

    /** {@return the refusal of something that JDBC allows and the rules of this connection do not} */
    SQLException refused(String attempted, String why) {
        UnsupportedFeatureException meaning = new UnsupportedFeatureException(
                FailedOperation.of(attempted, database).message(why));
        return new SQLNonTransientException(meaning.getMessage(), "HY010", meaning);
    }

    private FailedOperation operation(Execution execution) {
        return new FailedOperation("execute", database, execution.id(), execution.sql());
    }
}
