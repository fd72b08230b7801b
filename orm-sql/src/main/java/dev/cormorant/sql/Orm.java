package dev.cormorant.sql;

import dev.cormorant.core.CloseReport;
import dev.cormorant.core.Database;
import dev.cormorant.core.DatabaseHandle;
import dev.cormorant.core.DatabaseStats;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.execution.RunningExecution;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.core.transaction.TransactionWork;
import dev.cormorant.sql.entity.EntityOptions;
import dev.cormorant.sql.export.Export;
import dev.cormorant.sql.internal.export.RowExport;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/**
 * What an application holds of a database: reading, writing, streaming and transactions, in plain SQL or in jOOQ. Safe for all
 * threads.
 *
 * <pre>{@code
 * try (Orm orm = Orm.open("jdbc:sqlite:cities.db")) {
 *     List<City> big = orm.fetch(Sql.of("select * from city where population > :min").bind("min", 1_000_000), City.class);
 *     orm.transaction(tx -> {
 *         orm.execute(Sql.of("update city set population = 0 where id = :id").bind("id", 7));
 *         orm.sql().deleteFrom(CITY).where(CITY.ID.eq(8)).execute();
 *     });
 * }
 * }</pre>
 *
 * <p>Whatever a thread does while it is in a transaction of this database belongs to that transaction. jOOQ is loaded with the
 * first call that needs it, and not by plain SQL.
 */
public final class Orm extends Writing implements AutoCloseable {

    private final boolean owner;

    private Orm(Database database, EntityOptions entities, boolean owner) {
        super(database, entities);
        this.owner = owner;
    }

    Orm(Orm shared, DatabaseHandle handle) {
        super(shared, handle);
        this.owner = false;
    }

    /**
     * Opens a database with the drivers that are on the class path.
     *
     * @param config the settings
     * @return the open database; closed by the caller
     * @throws dev.cormorant.core.error.ConfigurationException if no driver fits the URL, or a setting cannot work
     * @throws dev.cormorant.core.error.ConnectionUnavailableException if the first connection fails; the subtype says why;
     *     nothing is left open
     */
    public static Orm open(DatabaseConfig config) {
        return open(config, EntityOptions.defaults());
    }

    /**
     * Opens a database as {@link #open(DatabaseConfig)} does.
     *
     * @param config the settings
     * @param entities how entities are read from their classes
     * @return the open database; closed by the caller
     */
    public static Orm open(DatabaseConfig config, EntityOptions entities) {
        return new Orm(Database.open(config), entities, true);
    }

    /**
     * Opens a database as {@link #open(DatabaseConfig)} does, and prepares it before anybody else gets it.
     *
     * @param config the settings
     * @param onOpen what is done with it, such as migrating it; what it throws makes the open fail, and nothing is left open
     * @return the open database; closed by the caller
     */
    public static Orm open(DatabaseConfig config, Consumer<? super Database> onOpen) {
        return new Orm(Database.open(config, onOpen), EntityOptions.defaults(), true);
    }

    /**
     * Opens a database with the production defaults.
     *
     * @param url the JDBC URL, perhaps with credentials
     * @return the open database; closed by the caller
     * @throws dev.cormorant.core.error.OrmException as {@link #open(DatabaseConfig)}, and if the URL is malformed
     */
    public static Orm open(String url) {
        return open(DatabaseConfig.of(url));
    }

    /**
     * Works on a database that somebody else opened.
     *
     * @param database the open database; closed by whoever opened it, since closing the result does nothing
     * @return a view of it, which needs no closing
     */
    public static Orm over(Database database) {
        return over(database, EntityOptions.defaults());
    }

    /**
     * Works on a database that somebody else opened, as {@link #over(Database)}.
     *
     * @param database the open database
     * @param entities how entities are read from their classes
     * @return a view of it, which needs no closing
     */
    public static Orm over(Database database, EntityOptions entities) {
        return new Orm(database, entities, false);
    }

    /** {@return the database itself: its data source, its leases, its services} */
    public Database database() {
        return database;
    }

    /**
     * The whole of jOOQ. Each of its statements runs in the transaction of the calling thread, or else on a connection of its
     * own that is given back afterwards (a {@code fetchLazy} or {@code stream} of jOOQ holds one until the caller closes it).
     * Its {@code transaction} is one of ours, and its failures are {@link dev.cormorant.core.error.OrmException}s where they
     * come from the database. The first call in a JVM loads jOOQ, which takes a good part of a second, and switches off its
     * logo and tips (the system properties {@code org.jooq.no-logo} and {@code no-tips}) unless somebody has set them.
     *
     * @return jOOQ on this database; the same object at each call, safe for all threads
     */
    public DSLContext sql() {
        return jooq().dsl();
    }

    /**
     * Runs work in a transaction: commits when it returns, rolls back when it throws. Inside a running transaction of the same
     * thread it is a savepoint.
     *
     * @param <X> the checked exception of the work
     * @param work the work; all reading and writing of this thread on this database belongs to the transaction meanwhile
     * @throws X what the work threw, after the rollback
     * @throws dev.cormorant.core.error.TransactionException if it could not begin or commit
     * @throws dev.cormorant.core.error.ConnectionUnavailableException if no connection can be had
     */
    public <X extends Exception> void transaction(TransactionAction<X> work) throws X {
        transaction(TransactionOptions.readWrite(), work);
    }

    /**
     * Runs work in a transaction of a certain kind, as {@link #transaction(TransactionAction)}.
     *
     * @param options how; its name stands in messages and reports
     * @param work the work
     * @throws X what the work threw, after the rollback
     */
    public <X extends Exception> void transaction(TransactionOptions options, TransactionAction<X> work) throws X {
        database.<Boolean, X>transaction(options, running -> {
            work.run(running);
            return true;
        });
    }

    /**
     * Runs work that gives a result in a transaction, as {@link #transaction(TransactionAction)}.
     *
     * @param <R> the type of the result
     * @param <X> the checked exception of the work
     * @param work the work
     * @return what the work returned, after the commit
     * @throws X what the work threw, after the rollback
     */
    public <R extends @Nullable Object, X extends Exception> R transactionResult(TransactionWork<R, X> work) throws X {
        return database.transaction(TransactionOptions.readWrite(), work);
    }

    /**
     * Runs work that gives a result in a transaction of a certain kind, as {@link #transaction(TransactionAction)}.
     *
     * @param options how; its name stands in messages and reports
     * @param work the work
     * @return what the work returned, after the commit
     * @throws X what the work threw, after the rollback
     */
    public <R extends @Nullable Object, X extends Exception> R transactionResult(
            TransactionOptions options, TransactionWork<R, X> work) throws X {
        return database.transaction(options, work);
    }

    /**
     * Runs work in a transaction of its own, also inside a running one of the same thread, whose outcome is nothing to it. It needs a
     * second connection meanwhile, and is refused at once where none is free: on SQLite always, unless one of the two only reads.
     *
     * @param <R> the type of the result
     * @param <X> the checked exception of the work
     * @param options how
     * @param work the work
     * @return what the work returned
     * @throws X what the work threw, after the rollback
     * @throws dev.cormorant.core.error.NestedLeaseException if the thread holds a connection and no other one is free
     * @throws dev.cormorant.core.error.TransactionException if it could not begin or commit
     */
    public <R extends @Nullable Object, X extends Exception> R requiresNew(
            TransactionOptions options, TransactionWork<R, X> work) throws X {
        return database.transactions().requiresNew(options, work);
    }

    /**
     * Writes the rows of a query in plain SQL out, as CSV or JSON lines.
     *
     * @param query the query
     * @return what writes them; needs no closing
     * @throws IllegalArgumentException if values and parameters do not fit
     */
    public Export export(Sql query) {
        return RowExport.of(database, runner, query(query));
    }

    /**
     * Writes the rows of a query of jOOQ out, as CSV or JSON lines.
     *
     * @param query the query
     * @return what writes them; needs no closing
     */
    public Export export(ResultQuery<?> query) {
        return RowExport.of(database, runner, jooq().query(query));
    }

    /**
     * Writes the rows of an entity out, as CSV or JSON lines: those that {@link #entities} would read, as query hooks let them be seen,
     * with the columns of the entity and ordered by its key.
     *
     * @param entity its class
     * @return what writes them; needs no closing
     * @throws dev.cormorant.core.error.MappingException if its model cannot work
     */
    public Export export(Class<?> entity) {
        return RowExport.of(database, runner, registry(), entity);
    }

    /** {@return the figures of this moment} */
    public DatabaseStats stats() {
        return database.stats();
    }

    /** {@return the statements that run now, longest first} */
    public List<RunningExecution> executions() {
        return database.executions();
    }

    /**
     * Stops a running statement on the server.
     *
     * @param executionId its id, of {@link #executions}
     * @return false if no such statement is running
     */
    public boolean cancel(long executionId) {
        return database.cancel(executionId);
    }

    /**
     * Closes the database with the drain and grace times of its settings, if {@link #open} opened it; gives up the ownership of one
     * from {@link Databases#open}; does nothing if it is somebody else's. A second call does nothing.
     */
    @Override
    public void close() {
        close(database.config().close().drain(), database.config().close().grace());
    }

    /**
     * Closes the database as {@link Database#close(Duration, Duration)} does, if {@link #open} opened it.
     *
     * @param drain how long work may go on
     * @param grace how long cancelled work may take to end
     * @return what had to be cut; empty at a second call, and if the database is somebody else's
     */
    public CloseReport close(Duration drain, Duration grace) {
        release();
        return owner ? database.close(drain, grace) : new CloseReport(List.of(), List.of(), Duration.ZERO);
    }

    /** {@return the label of the database} */
    @Override
    public String toString() {
        return database.toString();
    }
}
