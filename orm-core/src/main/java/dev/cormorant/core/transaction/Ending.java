package dev.cormorant.core.transaction;

import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.error.CommitOutcomeUnknownException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.TransactionException;
import dev.cormorant.core.error.TransactionTimedOutException;
import dev.cormorant.core.internal.SlotTable;
import dev.cormorant.core.internal.jdbc.LeasedConnection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Ends transactions. Each has one of three outcomes: it was committed, it was rolled back, or the connection was lost between the
 * commit and the answer to it, and nobody knows. Safe for all threads.
 */
final class Ending {

    /** How a transaction ended. */
    private enum Outcome {
        COMMITTED("committed"),
        ROLLED_BACK("rolled back"),
        UNKNOWN("unknown");

        /** For the Flight Recorder. */
        final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    private final String database;
    private final Driver driver;
    private final SlotTable<Transaction> running;
    final LongAdder committed = new LongAdder();
    final LongAdder rolledBack = new LongAdder();
    final LongAdder unknown = new LongAdder();

    Ending(String database, Driver driver, SlotTable<Transaction> running) {
        this.database = database;
        this.driver = driver;
        this.running = running;
    }

    void commit(Transaction transaction) {
        refuseIfDoomed(transaction);
        if (transaction.isRollbackOnly()) {
            rollback(transaction, null);
            return;
        }
        if (!transaction.move(TransactionState.ACTIVE, TransactionState.COMMITTING)) {
            throw expired(transaction);
        }
        Outcome outcome = Outcome.UNKNOWN;
        OrmException failure = null;
        try {
            transaction.leased().control().commitOwned();
            outcome = Outcome.COMMITTED;
        } catch (SQLException failed) {
            failure = commitFailure(transaction, failed);
            outcome = failure instanceof CommitOutcomeUnknownException ? Outcome.UNKNOWN : Outcome.ROLLED_BACK;
        } finally {
            finish(transaction, outcome, failure);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void refuseIfDoomed(Transaction transaction) {
        Throwable doom = transaction.doom();
        if (doom != null) {
            OrmException failure = new TransactionException(
                    operation("commit", transaction.options())
                            .message("a part of it failed and could not be undone alone, so that all of it is rolled"
                                    + " back; do not go on after such a failure"),
                    doom);
            rollback(transaction, failure);
            throw failure;
        }
    }

    private OrmException expired(Transaction transaction) {
        TransactionTimedOutException failure = new TransactionTimedOutException(
                operation("commit", transaction.options())
                        .message("it took longer than it may and is rolled back; do less in it, or raise"
                                + " transaction.timeout"),
                null);
        rollback(transaction, failure);
        return failure;
    }

    /**
     * Names the failure of a commit. Before the commit was sent nothing can have been committed. After that a lost connection hides
     * whether the server has done it; any other answer is a refusal, and the server has rolled back.
     */
    private OrmException commitFailure(Transaction transaction, SQLException failed) {
        FailedOperation operation = operation("commit", transaction.options());
        Optional<OrmException> ours = OrmException.carriedBy(failed);
        boolean sent = transaction.leased().control().isCommitSent();
        if (sent && ours.isEmpty() && driver.isFatal(failed)) {
            return new CommitOutcomeUnknownException(
                    operation.message("the connection was lost before the server answered: the work may or may not be"
                            + " there; look before you repeat it"),
                    failed);
        }
        OrmException meaning = ours.orElseGet(() -> driver.translate(failed, operation));
        try {
            transaction.leased().control().rollbackOwned();
        } catch (SQLException alsoFailed) {
            meaning.addSuppressed(alsoFailed);
        }
        return meaning;
    }

    /** Rolls back; what fails meanwhile is suppressed onto what was thrown, or thrown if nothing was. */
    void rollback(Transaction transaction, @Nullable Throwable thrown) {
        boolean ours = transaction.move(TransactionState.ACTIVE, TransactionState.ROLLING_BACK);
        OrmException failure = null;
        try {
            if (ours || driver.layout() != PoolLayout.SHARED) {
                transaction.leased().control().rollbackOwned();
            }
        } catch (SQLException failed) {
            // The connection is closed instead of going back, and the server rolls back what loses its connection.
            failure = driver.translate(failed, operation("roll back", transaction.options()));
        } finally {
            finish(transaction, Outcome.ROLLED_BACK, thrown == null ? failure : thrown);
        }
        if (failure != null) {
            if (thrown == null) {
                throw failure;
            }
            thrown.addSuppressed(failure);
        }
    }

    private void finish(Transaction transaction, Outcome outcome, @Nullable Throwable primary) {
        boolean cutOff = transaction.isExpired() && driver.layout() == PoolLayout.SHARED;
        transaction.end();
        transaction.span.finish(0, transaction.label(), -1, outcome.words);
        running.leave(transaction.slot);
        if (cutOff) {
            transaction.leased().abandon();
        } else {
            release(transaction.leased(), primary);
        }
        switch (outcome) {
            case COMMITTED -> committed.increment();
            case ROLLED_BACK -> rolledBack.increment();
            case UNKNOWN -> unknown.increment();
        }
        if (outcome == Outcome.UNKNOWN) {
            transaction.hooks.drop();
        } else {
            transaction.hooks.run(transaction.label(), outcome == Outcome.COMMITTED);
        }
    }

    void release(LeasedConnection connection, @Nullable Throwable primary) {
        try {
            connection.control().leave();
            connection.close();
        } catch (SQLException failed) {
            // The outcome of the transaction stands; a connection that could not be cleaned is closed by its lease.
            if (primary != null) {
                primary.addSuppressed(failed);
            }
        }
    }

    FailedOperation operation(String attempted, TransactionOptions options) {
        return FailedOperation.of(attempted + " " + options.label(), database);
    }
}
