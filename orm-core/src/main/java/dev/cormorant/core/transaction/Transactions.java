package dev.cormorant.core.transaction;

import dev.cormorant.core.config.TransactionConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.error.CommitOutcomeUnknownException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.TransactionException;
import dev.cormorant.core.execution.ExecutionWatch;
import dev.cormorant.core.internal.Deadline;
import dev.cormorant.core.internal.SlotTable;
import dev.cormorant.core.internal.jdbc.ChokePoint;
import dev.cormorant.core.internal.jdbc.LeasedConnection;
import dev.cormorant.core.lease.LeaseRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Runs the transactions of one database. Safe for all threads; each transaction belongs to one.
 */
public final class Transactions {

    private final Driver driver;
    private final ChokePoint choke;
    private final String database;
    private final TransactionConfig config;
    private final SlotTable<Transaction> running;
    private final Ending ending;
    private final Nesting nesting;
    private final Watchdog watchdog;
    private final LongAdder retried = new LongAdder();

    /**
     * Makes the runner.
     *
     * @param database the label of the database
     * @param driver how failures are named
     * @param choke where connections come from
     * @param config the longest wait for a connection, the longest time of a transaction, and how often it is run again
     * @param capacity the most transactions at once: the number of connections
     * @param watch who looks after transactions that nobody ends
     */
    @SuppressWarnings("exports") // Made by the core alone, which can see the choke point.
    public Transactions(
            String database,
            Driver driver,
            ChokePoint choke,
            TransactionConfig config,
            int capacity,
            ExecutionWatch watch) {
        this.database = database;
        this.driver = driver;
        this.choke = choke;
        this.config = config;
        this.running = new SlotTable<>(capacity);
        this.ending = new Ending(database, driver, running);
        this.nesting = new Nesting(driver, ending, config.timeout());
        this.watchdog = new Watchdog(database, driver, running, watch);
        watch.alsoLook(watchdog);
    }

    /** {@return the transaction that the calling thread is in; empty if it is in none} */
    public Optional<Transaction> current() {
        Thread self = Thread.currentThread();
        return Optional.ofNullable(running.find(transaction -> transaction.isCurrentOf(self)));
    }

    /**
     * Runs work in a transaction: a new one, or, inside a running one of the same thread, a savepoint of it or a part of it.
     *
     * <p>A new one is run again, as a whole, after a conflict with another transaction, as often as the options say and their time
     * allows; never after a commit whose outcome is unknown.
     *
     * @param <R> the type of the result
     * @param <X> the checked exception of the work
     * @param options how; inside a running transaction they must not contradict it: no writing in a read-only one, no other
     *     isolation, no retries, no longer timeout
     * @param work the work
     * @return what the work returned, after the commit, or after the savepoint was released
     * @throws X what the work threw, after the rollback
     * @throws TransactionException if it could not begin or commit, or contradicts the outer one;
     *     {@link CommitOutcomeUnknownException} if the connection was lost during the commit
     * @throws dev.cormorant.core.error.TransactionTimedOutException if it took too long; it is rolled back
     * @throws OrmException what the database refused at the commit, such as a deferred constraint: it is rolled back then
     */
    public <R extends @Nullable Object, X extends Exception> R run(
            TransactionOptions options, TransactionWork<R, X> work) throws X {
        Optional<Transaction> outer = current();
        return outer.isPresent() ? nesting.run(outer.get(), options, work) : outermost(options, work, true);
    }

    /**
     * Runs work in a transaction of its own, also inside a running one, whose outcome is nothing to it. It needs a second connection
     * while the first one is held, so it never waits for one: where none is free it is refused at once, with both places named. On
     * SQLite there is one connection that writes, so that inside a writing transaction only a reading one can be had.
     *
     * @param <R> the type of the result
     * @param <X> the checked exception of the work
     * @param options how; nothing of the outer one applies
     * @param work the work
     * @return what the work returned, after the commit
     * @throws X what the work threw, after the rollback
     * @throws dev.cormorant.core.error.NestedLeaseException if the thread holds a connection and no other one is free
     * @throws OrmException as {@link #run}
     */
    public <R extends @Nullable Object, X extends Exception> R requiresNew(
            TransactionOptions options, TransactionWork<R, X> work) throws X {
        Optional<Transaction> outer = current();
        if (outer.isEmpty()) {
            return outermost(options, work, true);
        }
        outer.get().suspend(true);
        try {
            return outermost(options, work, false);
        } finally {
            outer.get().suspend(false);
        }
    }

    /**
     * Begins a transaction, or a savepoint of the one that the thread is in, and leaves its end to the caller: for a library that
     * has callbacks of its own. Everybody else calls {@link #run}. It is not run again after a conflict.
     *
     * @param options how; as in {@link #run}
     * @return the open transaction; ended by the caller, in the same thread
     * @throws TransactionException if it could not begin
     */
    public OpenTransaction open(TransactionOptions options) {
        Optional<Transaction> outer = current();
        return outer.isEmpty()
                ? new OpenTransaction(ending, nesting, begin(options, deadline(options), true), options, null)
                : new OpenTransaction(ending, nesting, outer.get(), options, nesting.begin(outer.get(), options));
    }

    /**
     * Rolls back the transaction that the calling thread has left open, with everything that is nested in it: for whoever cleans up
     * after others, such as the end of a test.
     *
     * @return whether there was one
     * @throws OrmException if the rollback failed; the connection is closed then, and the transaction has ended all the same
     */
    public boolean rollBackLeftOpen() {
        Optional<Transaction> left = current();
        left.ifPresent(transaction -> ending.rollback(transaction, null));
        return left.isPresent();
    }

    private Deadline deadline(TransactionOptions options) {
        return Deadline.after(options.timeout().orElse(config.timeout()));
    }

    private <R extends @Nullable Object, X extends Exception> R outermost(
            TransactionOptions options, TransactionWork<R, X> work, boolean strict) throws X {
        Deadline deadline = deadline(options);
        Retries retries = new Retries(
                driver,
                () -> ending.operation("run", options),
                deadline,
                options.retries().orElse(config.retries()),
                config.retryLockTimeouts());
        while (true) {
            try {
                return once(options, work, deadline, strict);
            } catch (Throwable thrown) {
                if (!retries.again(thrown)) {
                    retries.tellEarlier(thrown);
                    throw thrown;
                }
                retried.increment();
            }
        }
    }

    private <R extends @Nullable Object, X extends Exception> R once(
            TransactionOptions options, TransactionWork<R, X> work, Deadline deadline, boolean strict) throws X {
        Transaction transaction = begin(options, deadline, strict);
        R result;
        try {
            result = work.run(transaction);
        } catch (Throwable thrown) {
            ending.rollback(transaction, thrown);
            throw thrown;
        }
        ending.commit(transaction);
        return result;
    }

    private Transaction begin(TransactionOptions options, Deadline deadline, boolean strict) {
        refuseUndeclared(options);
        Access access = options.readOnly() ? Access.READ : Access.WRITE;
        Duration maxWait = deadline.cut(options.maxWait().orElse(config.maxWait()));
        String label = options.label();
        LeasedConnection connection = choke.open(new LeaseRequest(access, label, strict, maxWait));
        Transaction transaction = new Transaction(connection, options, label, database, deadline);
        try {
            connection.control().enter(transaction.ownership(), options.readOnly(), options.isolation());
        } catch (SQLException failed) {
            OrmException meaning = choke.translated("begin " + label, failed);
            ending.release(connection, meaning);
            throw meaning;
        }
        transaction.slot = running.enter(transaction, Thread.currentThread().getId());
        transaction.span = choke.monitor().events().transaction();
        return transaction;
    }

    private void refuseUndeclared(TransactionOptions options) {
        if (options.isolation().isPresent()
                && !driver.isolations().contains(options.isolation().get())) {
            throw new TransactionException(
                    ending.operation("begin", options)
                            .message("the database does not have the isolation "
                                    + options.isolation().get() + "; it has "
                                    + driver.isolations().stream().sorted().toList()),
                    null);
        }
    }

    /** {@return how many transactions ended in which way, how many were run again, and how many run now} */
    public Totals totals() {
        return new Totals(
                ending.committed.sum(),
                ending.rolledBack.sum(),
                ending.unknown.sum(),
                watchdog.expired.sum(),
                retried.sum(),
                running.size());
    }

    /**
     * Counts of transactions since the database was opened; each try of one counts.
     *
     * @param committed how many ended with a commit
     * @param rolledBack how many were rolled back
     * @param unknown how many lost their connection between the commit and the answer
     * @param expired how many of those rolled back were ended by the watchdog
     * @param retried how many times one was run again
     * @param running how many run now
     */
    public record Totals(long committed, long rolledBack, long unknown, long expired, long retried, int running) {}
}
