package dev.cormorant.core.transaction;

import dev.cormorant.core.config.TransactionConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.error.CommitOutcomeUnknownException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.TransactionException;
import dev.cormorant.core.internal.SlotTable;
import dev.cormorant.core.internal.jdbc.ChokePoint;
import dev.cormorant.core.internal.jdbc.LeasedConnection;
import dev.cormorant.core.lease.LeaseRequest;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Runs the transactions of one database. Safe for all threads; each transaction belongs to one.
 */
public final class Transactions {

    private final String database;
    private final Driver driver;
    private final ChokePoint choke;
    private final TransactionConfig config;
    private final SlotTable<Transaction> running;
    private final LongAdder committed = new LongAdder();
    private final LongAdder rolledBack = new LongAdder();

    /**
     * Makes the runner.
     *
     * @param database the label of the database
     * @param driver how failures are named
     * @param choke where connections come from
     * @param config the longest wait for a connection, and the longest time of a transaction
     * @param capacity the most transactions at once: the number of connections
     */
    @SuppressWarnings("exports") // Made by the core alone, which can see the choke point.
    public Transactions(String database, Driver driver, ChokePoint choke, TransactionConfig config, int capacity) {
        this.database = database;
        this.driver = driver;
        this.choke = choke;
        this.config = config;
        this.running = new SlotTable<>(capacity);
    }

    /** {@return the transaction that the calling thread is in; empty if it is in none} */
    public Optional<Transaction> current() {
        Thread self = Thread.currentThread();
        return Optional.ofNullable(running.find(transaction -> transaction.belongsTo(self)));
    }

    /**
     * Runs work in a transaction: a new one, or a savepoint of the one that the thread is in.
     *
     * @param <R> the type of the result
     * @param <X> the checked exception of the work
     * @param options how; inside a running transaction a read-write request in a read-only one is refused
     * @param work the work
     * @return what the work returned, after the commit, or after the savepoint was released
     * @throws X what the work threw, after the rollback
     * @throws TransactionException if it could not begin or commit; {@link CommitOutcomeUnknownException} if the connection was
     *     lost during the commit
     * @throws dev.cormorant.core.error.TransactionTimedOutException if it took too long; it is rolled back
     * @throws OrmException what the database refused at the commit, such as a deferred constraint: it is rolled back then
     */
    public <R extends @Nullable Object, X extends Exception> R run(
            TransactionOptions options, TransactionWork<R, X> work) throws X {
        Optional<Transaction> outer = current();
        return outer.isPresent() ? nested(outer.get(), options, work) : outermost(options, work);
    }

    /**
     * Begins a transaction, or a savepoint of the one that the thread is in, and leaves its end to the caller: for a library that
     * has callbacks of its own. Everybody else calls {@link #run}.
     *
     * @param options how; as in {@link #run}
     * @return the open transaction; ended by the caller, in the same thread
     * @throws TransactionException if it could not begin
     */
    public OpenTransaction open(TransactionOptions options) {
        Optional<Transaction> outer = current();
        if (outer.isEmpty()) {
            return new OpenTransaction(this, begin(options), options, null);
        }
        refuseWritingIn(outer.get(), options);
        Savepoint savepoint = savepoint(outer.get(), options);
        outer.get().enter();
        return new OpenTransaction(this, outer.get(), options, savepoint);
    }

    private <R extends @Nullable Object, X extends Exception> R outermost(
            TransactionOptions options, TransactionWork<R, X> work) throws X {
        Transaction transaction = begin(options);
        R result;
        try {
            result = work.run(transaction);
        } catch (Throwable thrown) {
            rollback(transaction, thrown);
            throw thrown;
        }
        commit(transaction);
        return result;
    }

    private Transaction begin(TransactionOptions options) {
        Access access = options.readOnly() ? Access.READ : Access.WRITE;
        LeasedConnection connection = choke.open(new LeaseRequest(access, options.label(), true, config.maxWait()));
        try {
            connection.enterTransaction(options.label(), options.readOnly(), config.timeout());
        } catch (SQLException failed) {
            OrmException meaning = driver.translate(failed, operation("begin", options));
            release(connection, meaning);
            throw meaning;
        }
        Transaction transaction = new Transaction(connection, options, database);
        transaction.slot = running.enter(transaction, Thread.currentThread().getId());
        return transaction;
    }

    void commit(Transaction transaction) {
        if (transaction.isRollbackOnly()) {
            rollback(transaction, null);
            return;
        }
        OrmException failure = null;
        try {
            transaction.leased().commitTransaction();
            committed.increment();
        } catch (SQLException failed) {
            failure = commitFailure(transaction, failed);
            rolledBack.increment();
        } finally {
            finish(transaction, failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Names the failure of a commit. Ours comes before anything was sent: it took too long. A lost connection hides whether the
     * server has committed. Any other answer is a refusal, and the server has rolled back.
     */
    private OrmException commitFailure(Transaction transaction, SQLException failed) {
        FailedOperation operation = operation("commit", transaction.options());
        Optional<OrmException> ours = OrmException.carriedBy(failed);
        if (ours.isEmpty() && driver.isFatal(failed)) {
            return new CommitOutcomeUnknownException(
                    operation.message("the connection was lost before the server answered: the work may or may not be"
                            + " there; look before you repeat it"),
                    failed);
        }
        OrmException meaning = ours.orElseGet(() -> driver.translate(failed, operation));
        try {
            transaction.leased().rollbackTransaction();
        } catch (SQLException alsoFailed) {
            meaning.addSuppressed(alsoFailed);
        }
        return meaning;
    }

    void rollback(Transaction transaction, @Nullable Throwable thrown) {
        rolledBack.increment();
        OrmException failure = null;
        try {
            transaction.leased().rollbackTransaction();
        } catch (SQLException failed) {
            // The connection is closed instead of going back, and the server rolls back what loses its connection.
            failure = driver.translate(failed, operation("roll back", transaction.options()));
        } finally {
            finish(transaction, thrown == null ? failure : thrown);
        }
        if (failure != null) {
            if (thrown == null) {
                throw failure;
            }
            thrown.addSuppressed(failure);
        }
    }

    private void finish(Transaction transaction, @Nullable Throwable primary) {
        transaction.end();
        running.leave(transaction.slot);
        release(transaction.leased(), primary);
    }

    private void release(LeasedConnection connection, @Nullable Throwable primary) {
        try {
            connection.leaveTransaction();
        } catch (SQLException failed) {
            // The outcome of the transaction stands; a connection that could not be cleaned is closed by its lease.
            if (primary != null) {
                primary.addSuppressed(failed);
            }
        }
    }

    private <R extends @Nullable Object, X extends Exception> R nested(
            Transaction outer, TransactionOptions options, TransactionWork<R, X> work) throws X {
        refuseWritingIn(outer, options);
        Savepoint savepoint = savepoint(outer, options);
        outer.enter();
        try {
            R result = work.run(outer);
            release(outer, options, savepoint);
            return result;
        } catch (Throwable thrown) {
            rollbackTo(outer, savepoint, thrown);
            throw thrown;
        } finally {
            outer.leave();
        }
    }

    private void refuseWritingIn(Transaction outer, TransactionOptions options) {
        if (outer.isReadOnly() && !options.readOnly()) {
            throw new TransactionException(
                    operation("begin", options)
                            .message("it writes, but " + outer.options().label()
                                    + ", which it is part of, is read-only; make the outer one read-write"),
                    null);
        }
    }

    private Savepoint savepoint(Transaction outer, TransactionOptions options) {
        try {
            return outer.leased().setSavepoint();
        } catch (SQLException failed) {
            throw driver.translate(failed, operation("set a savepoint for", options));
        }
    }

    void release(Transaction outer, TransactionOptions options, Savepoint savepoint) {
        try {
            outer.leased().releaseSavepoint(savepoint);
        } catch (SQLException failed) {
            throw driver.translate(failed, operation("release the savepoint of", options));
        }
    }

    /** Without the rollback to the savepoint the outer transaction would hold half of the inner one: it must not commit. */
    void rollbackTo(Transaction outer, Savepoint savepoint, Throwable thrown) {
        try {
            outer.leased().rollback(savepoint);
        } catch (SQLException failed) {
            outer.setRollbackOnly();
            thrown.addSuppressed(failed);
        }
    }

    private FailedOperation operation(String attempted, TransactionOptions options) {
        return FailedOperation.of(attempted + " " + options.label(), database);
    }

    /** {@return how many transactions were committed, were rolled back, and run now} */
    public Totals totals() {
        return new Totals(committed.sum(), rolledBack.sum(), running.size());
    }

    /**
     * Counts of transactions since the database was opened.
     *
     * @param committed how many ended with a commit
     * @param rolledBack how many ended otherwise
     * @param running how many run now
     */
    public record Totals(long committed, long rolledBack, int running) {}
}
