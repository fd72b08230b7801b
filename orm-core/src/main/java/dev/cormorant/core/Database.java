package dev.cormorant.core;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.Drivers;
import dev.cormorant.core.driver.ServerFacts;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.execution.ExecutionIds;
import dev.cormorant.core.execution.RunningExecution;
import dev.cormorant.core.internal.jdbc.ChokePoint;
import dev.cormorant.core.internal.jdbc.InstrumentedDataSource;
import dev.cormorant.core.leak.LeakReport;
import dev.cormorant.core.lease.HeldLease;
import dev.cormorant.core.lease.LeaseRequest;
import dev.cormorant.core.monitor.Health;
import dev.cormorant.core.monitor.Monitor;
import dev.cormorant.core.service.Registration;
import dev.cormorant.core.service.ServiceRegistry;
import dev.cormorant.core.transaction.Transaction;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.core.transaction.TransactionWork;
import dev.cormorant.core.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One open database: its connections, what runs on them, and the way to close all of it. Safe for all threads.
 *
 * <p>Whatever is taken from it belongs to a scope: a callback, a transaction, or a connection that the caller closes. After
 * {@link #close()} nothing is left: no connection, thread, registration or lock.
 */
public final class Database implements AutoCloseable {

    private final DatabaseConfig config;
    private final String label;
    private final Driver driver;
    private final ServerFacts facts;
    private final ServiceRegistry services;
    private final ChokePoint choke;
    private final Parts parts;
    private final AtomicBoolean closed = new AtomicBoolean();

    Database(
            DatabaseConfig config,
            String label,
            Driver driver,
            ServerFacts facts,
            ServiceRegistry services,
            ChokePoint choke) {
        this.config = config;
        this.label = label;
        this.driver = driver;
        this.facts = facts;
        this.services = services;
        this.choke = choke;
        this.parts = Parts.of(services);
    }

    /**
     * Opens a database with the drivers that are on the class path.
     *
     * @param config the settings
     * @return the open database; closed by the caller
     * @throws dev.cormorant.core.error.ConfigurationException if no driver fits the URL, or a setting cannot work
     * @throws dev.cormorant.core.error.ConnectionUnavailableException if the first connection fails; the subtype says why, the
     *     message at which step; nothing is left open
     */
    public static Database open(DatabaseConfig config) {
        return new Connector(config, new ExecutionIds(1)).connect(Drivers::find);
    }

    /**
     * Opens a database as {@link #open(DatabaseConfig)} does, after {@code onOpen} has prepared it, by migrating it, say; what that
     * throws makes the open fail, and nothing is left open.
     */
    public static Database open(DatabaseConfig config, Consumer<? super Database> onOpen) {
        return new Connector(config, new ExecutionIds(1)).connect(Drivers::find, onOpen);
    }

    /** Opens a database as {@link #open(DatabaseConfig)} does, with a fixed set of drivers to choose from. */
    public static Database open(DatabaseConfig config, Drivers drivers) {
        return open(config, drivers, new ExecutionIds(1));
    }

    /** Opens a database as {@link #open(DatabaseConfig)} does, with execution ids that databases may share. */
    public static Database open(DatabaseConfig config, Drivers drivers, ExecutionIds ids) {
        return new Connector(config, ids).connect(() -> drivers);
    }

    /** {@return the settings it was opened with} */
    public DatabaseConfig config() {
        return config;
    }

    /** {@return the driver and the name of the configuration, as messages show them: {@code sqlite "cities"}} */
    public String label() {
        return label;
    }

    /** {@return the name of its driver, such as {@code postgres}} */
    public String driver() {
        return driver.name();
    }

    /** {@return what the server is} */
    public ServerFacts server() {
        return facts;
    }

    /** {@return how values go in and out on this database} */
    public ColumnTypes columnTypes() {
        return driver.columnTypes();
    }

    /** {@return what lives as long as this database; an application may register its own services} */
    public ServiceRegistry services() {
        return services;
    }

    /**
     * The data source for other frameworks. Each of its connections is a lease of its own and joins no transaction of
     * {@link #transaction}. A SELECT that names no fetch size is streamed or loaded as {@code statement.plain-selects} says.
     *
     * @return a data source; needs no closing
     */
    public DataSource dataSource() {
        return dataSource(config.statements());
    }

    /**
     * A data source whose statements have limits of their own: a migration, say, that may run for hours.
     *
     * @param limits the limits of its statements, and what a SELECT does that names no fetch size
     * @return a data source; needs no closing
     */
    public DataSource dataSource(StatementConfig limits) {
        return new InstrumentedDataSource(choke, limits, config.pool().acquireTimeout());
    }

    /**
     * A connection for one call: that of the transaction which the thread is in, or a new lease. A statement streams if it has a
     * fetch size, and is loaded whole otherwise.
     *
     * @param access what for
     * @param place what the caller does, for messages: {@code fetch}, {@code cursor}
     * @return the connection; closed by the caller, which inside a transaction does nothing
     * @throws dev.cormorant.core.error.NestedLeaseException if the thread holds a connection outside a transaction
     * @throws dev.cormorant.core.error.ConnectionUnavailableException if none can be had; the subtype says why
     */
    public Connection connection(Access access, String place) {
        Optional<Transaction> current = parts.transactions().current();
        return current.isPresent()
                ? current.get().connection()
                : choke.open(new LeaseRequest(access, place, true, config.pool().acquireTimeout()));
    }

    /** {@return the transaction that the calling thread is in; empty if it is in none} */
    public Optional<Transaction> currentTransaction() {
        return parts.transactions().current();
    }

    /**
     * Runs work in a transaction: commits when it returns, rolls back when it throws. Inside a running transaction of the same
     * thread it is a savepoint.
     *
     * @param <R> the type of the result
     * @param <X> the checked exception of the work
     * @param options how
     * @param work the work
     * @return what the work returned
     * @throws X what the work threw, after the rollback
     * @throws dev.cormorant.core.error.TransactionException if it could not begin or commit
     * @throws dev.cormorant.core.error.ConnectionUnavailableException if no connection can be had
     */
    public <R extends @Nullable Object, X extends Exception> R transaction(
            TransactionOptions options, TransactionWork<R, X> work) throws X {
        return parts.transactions().run(options, work);
    }

    /** {@return the runner of its transactions, for what is more than {@link #transaction}} */
    public Transactions transactions() {
        return parts.transactions();
    }

    /** {@return the statements that run now, longest first} */
    public List<RunningExecution> executions() {
        return parts.executions().running();
    }

    /** Stops the running statement of an id on the server; returns false if no such statement is running. */
    public boolean cancel(long executionId) {
        return parts.executions().cancel(executionId);
    }

    /** {@return the connections in use and their holders, longest held first} */
    public List<HeldLease> leases() {
        return parts.leases().held();
    }

    /** {@return the leaks that were found, newest first: as many and for as long as {@code monitor.leaks-kept} says} */
    public List<LeakReport> leaks() {
        return parts.leaks().reports();
    }

    /**
     * Has a callback told of every leak from now on, in a thread that does nothing else.
     *
     * @param callback what to tell; should return soon; if it throws, that is logged
     * @return closed to end it, at the latest by the database
     * @throws IllegalStateException if 16 callbacks are registered
     */
    public Registration onLeak(Consumer<? super LeakReport> callback) {
        return parts.leaks().onLeak(callback);
    }

    /** Takes a connection back from its holder, soon, as {@code leak.policy=reclaim} does; returns false if it is back already. */
    public boolean reclaim(HeldLease lease) {
        return parts.leaks().reclaim(lease.id());
    }

    /** Has every connection replaced without failing a call: an idle one now, one in use when it is given back. */
    public void rotate() {
        parts.leases().rotate();
    }

    /**
     * Looks whether the database answers: with a ping on a connection that is free, in 2 s at most. While all connections are in
     * use it takes none; what the work achieves is the answer then.
     *
     * @return what was found; if the thread is interrupted, an {@code AcquireInterruptedException} is thrown
     */
    public Health health() {
        return parts.lookout().health();
    }

    /** {@return where an application asks to be told of alerts, and registers memory of its own} */
    public Monitor monitor() {
        return parts.executions().monitor();
    }

    /** {@return the figures of this moment} */
    public DatabaseStats stats() {
        return DatabaseStats.of(
                parts.leases(), parts.executions(), parts.transactions(), services.isClosed() ? 0 : services.size());
    }

    /**
     * Names the failure behind a JDBC exception of this database.
     *
     * @param error what a JDBC method threw
     * @param failed what was being done
     * @return our own failure if the exception carries one, otherwise a new one with the exception as its cause
     */
    public OrmException translate(SQLException error, FailedOperation failed) {
        return OrmException.carriedBy(error).orElseGet(() -> driver.translate(error, failed));
    }

    /** Closes as {@link #close(Duration, Duration)} does, with the drain and grace times of the settings. */
    @Override
    public void close() {
        close(config.close().drain(), config.close().grace());
    }

    /**
     * Closes everything: refuses new leases, waits for work to finish, cancels on the server what still runs, waits once more,
     * takes away what is still in use, and ends threads and services. Safe from any thread; a second call does nothing.
     *
     * @param drain how long work may go on
     * @param grace how long cancelled work may take to end
     * @return what had to be cut; empty at a second call
     * @throws dev.cormorant.core.service.ServiceDisposalException if a service failed to close; all others are closed
     */
    public CloseReport close(Duration drain, Duration grace) {
        return closed.compareAndSet(false, true)
                ? new Closing(parts, services).run(drain, grace)
                : new CloseReport(List.of(), List.of(), Duration.ZERO);
    }

    /** Refuses new leases from now on: the first half of closing, for several databases that are closed together. */
    void refuseNew() {
        parts.leases().refuseNew();
    }

    /** {@return the label and whether it is closed} */
    @Override
    public String toString() {
        return label + (closed.get() ? " (closed)" : "");
    }
}
