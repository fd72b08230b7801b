package dev.cormorant.core.transaction;

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
import java.time.Duration;
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
    private final Duration maxWait;
    private final SlotTable<Transaction> running;
    private final LongAdder committed = new LongAdder();
    private final LongAdder rolledBack = new LongAdder();

    /**
     * Makes the runner.
     *
     * @param database the label of the database
     * @param driver how failures are named
     * @param choke where connections come from
     * @param maxWait the longest wait for a connection
     * @param capacity the most transactions at once: the number of connections
     */
    @SuppressWarnings("exports") // Made by the core alone, which can see the choke point.
    public Transactions(String database, Driver driver, ChokePoint choke, Duration maxWait, int capacity) {
        this.database = database;
        this.driver = driver;
        this.choke = choke;
        this.maxWait = maxWait;
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
     * @throws OrmException what the database refused at the commit, such as a deferred constraint: it is rolled back then
     */
    public <R extends @Nullable Object, X extends Exception> R run(
            TransactionOptions options, TransactionWork<R, X> work) throws X {
        Optional<Transaction> outer = current();
        return outer.isPresent() ? nested(outer.get(), options, work) : outermost(options, work);
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
        LeasedConnection connection = choke.open(new LeaseRequest(access, options.label(), true, maxWait));
        try {
            connection.enterTransaction(options.label(), options.readOnly());
        } catch (SQLException failed) {
            OrmException meaning = driver.translate(failed, operation("begin", options));
            release(connection, meaning);
            throw meaning;
        }
        Transaction transaction = new Transaction(connection, options, database);
        transaction.slot = running.enter(transaction, Thread.currentThread().getId());
        return transaction;
    }

    private void commit(Transaction transaction) {
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
        }
        finish(transaction, failure);
        if (failure != null) {
            throw failure;
        }
    }

    /** A lost connection hides whether the server has committed; any other answer is a refusal, and it has rolled back. */
    private OrmException commitFailure(Transaction transaction, SQLException failed) {
        FailedOperation operation = operation("commit", transaction.options());
        if (driver.isFatal(failed)) {
            return new CommitOutcomeUnknownException(
                    operation.message(
                            "the connection was lost before the server answered: the work may or may not be there;"
                                    + " look before you repeat it"),
                    failed);
        }
        OrmException meaning = driver.translate(failed, operation);
        rollbackQuietly(transaction, meaning);
        return meaning;
    }

    private void rollback(Transaction transaction, @Nullable Throwable thrown) {
        rolledBack.increment();
        OrmException failure = null;
        try {
            transaction.leased().rollbackTransaction();
        } catch (SQLException failed) {
            // The connection is closed instead of going back, and the server rolls back what loses its connection.
            failure = driver.translate(failed, operation("roll back", transaction.options()));
            if (thrown != null) {
                thrown.addSuppressed(failure);
            }
        }
        finish(transaction, thrown == null ? failure : thrown);
        if (failure != null && thrown == null) {
            throw failure;
        }
    }

    private void rollbackQuietly(Transaction transaction, Throwable primary) {
        try {
            transaction.leased().rollbackTransaction();
        } catch (SQLException failed) {
            primary.addSuppressed(failed);
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
        if (outer.isReadOnly() && !options.readOnly()) {
            throw new TransactionException(
                    operation("begin", options)
                            .message("it writes, but " + outer.options().label()
                                    + ", which it is part of, is read-only; make the outer one read-write"),
                    null);
        }
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

    private Savepoint savepoint(Transaction outer, TransactionOptions options) {
        try {
            return outer.leased().setSavepoint();
        } catch (SQLException failed) {
            throw driver.translate(failed, operation("set a savepoint for", options));
        }
    }

    private void release(Transaction outer, TransactionOptions options, Savepoint savepoint) {
        try {
            outer.leased().releaseSavepoint(savepoint);
        } catch (SQLException failed) {
            throw driver.translate(failed, operation("release the savepoint of", options));
        }
    }

    /** Without the rollback to the savepoint the outer transaction would hold half of the inner one: it must not commit. */
    private void rollbackTo(Transaction outer, Savepoint savepoint, Throwable thrown) {
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
