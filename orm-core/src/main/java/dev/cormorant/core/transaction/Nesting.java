package dev.cormorant.core.transaction;

import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.error.TransactionException;
import dev.cormorant.core.internal.Deadline;
import dev.cormorant.core.internal.jdbc.LeasedConnection;
import dev.cormorant.core.internal.jdbc.Ownership;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens when a transaction is asked for inside another one. Safe for all threads. */
final class Nesting {

    private final Driver driver;
    private final Ending ending;
    private final Duration timeout;

    Nesting(Driver driver, Ending ending, Duration timeout) {
        this.driver = driver;
        this.ending = ending;
        this.timeout = timeout;
    }

    /** A part of the outer transaction that can be undone alone, and where its hooks begin. */
    record Part(Savepoint savepoint, int mark) {}

    <R extends @Nullable Object, X extends Exception> R run(
            Transaction outer, TransactionOptions options, TransactionWork<R, X> work) throws X {
        return options.joining() ? joined(outer, options, work) : part(outer, options, work);
    }

    /** Half of what failed in it may be done: the whole cannot commit any more. */
    private <R extends @Nullable Object, X extends Exception> R joined(
            Transaction outer, TransactionOptions options, TransactionWork<R, X> work) throws X {
        refuseContradiction(outer, options);
        try {
            return work.run(outer);
        } catch (Throwable thrown) {
            outer.doom(thrown);
            throw thrown;
        }
    }

    private <R extends @Nullable Object, X extends Exception> R part(
            Transaction outer, TransactionOptions options, TransactionWork<R, X> work) throws X {
        LeasedConnection connection = outer.leased();
        Ownership before = connection.control().owner();
        Part part = begin(outer, options);
        try {
            R result = inTime(connection, before, options, () -> work.run(outer));
            release(outer, options, part);
            return result;
        } catch (Throwable thrown) {
            rollback(outer, part, thrown);
            throw thrown;
        } finally {
            outer.leave();
        }
    }

    private interface Timed<R extends @Nullable Object, X extends Exception> {
        R run() throws X;
    }

    /** Statements of the part are held to its own deadline too. */
    private static <R extends @Nullable Object, X extends Exception> R inTime(
            LeasedConnection connection, @Nullable Ownership outer, TransactionOptions options, Timed<R, X> work)
            throws X {
        if (outer == null || options.timeout().isEmpty()) {
            return work.run();
        }
        connection.control().narrow(outer.until(Deadline.after(options.timeout().get())));
        try {
            return work.run();
        } finally {
            connection.control().narrow(outer);
        }
    }

    Part begin(Transaction outer, TransactionOptions options) {
        refuseContradiction(outer, options);
        try {
            Savepoint savepoint = outer.leased().setSavepoint();
            outer.enter();
            return new Part(savepoint, outer.hooks.mark());
        } catch (SQLException failed) {
            throw driver.translate(failed, ending.operation("set a savepoint for", options));
        }
    }

    void release(Transaction outer, TransactionOptions options, Part part) {
        try {
            outer.leased().releaseSavepoint(part.savepoint());
        } catch (SQLException failed) {
            throw driver.translate(failed, ending.operation("release the savepoint of", options));
        }
    }

    /** Without the rollback to the savepoint the outer transaction would hold half of the inner one: it must not commit. */
    void rollback(Transaction outer, Part part, Throwable thrown) {
        outer.hooks.undoTo(part.mark());
        try {
            outer.leased().rollback(part.savepoint());
        } catch (SQLException failed) {
            outer.doom(thrown);
            thrown.addSuppressed(failed);
        }
    }

    private void refuseContradiction(Transaction outer, TransactionOptions options) {
        if (outer.isReadOnly() && !options.readOnly()) {
            throw contradiction(outer, options, "it writes, but", "is read-only; make the outer one read-write");
        }
        if (options.isolation().isPresent() && !options.isolation().equals(outer.isolation())) {
            throw contradiction(
                    outer,
                    options,
                    "its isolation is " + options.isolation().get() + ", but",
                    "has " + outer.isolation().map(Enum::name).orElse("the default")
                            + ", and one transaction has one isolation");
        }
        if (options.retries().orElse(0) > 0) {
            throw contradiction(outer, options, "it is to be retried, but", "can only be run again as a whole");
        }
        Duration whole = outer.options().timeout().orElse(timeout);
        if (options.timeout().isPresent() && options.timeout().get().compareTo(whole) > 0) {
            throw contradiction(
                    outer,
                    options,
                    "it may take " + options.timeout().get().toMillis() + " ms, but",
                    "may take " + whole.toMillis() + " ms as a whole");
        }
    }

    private TransactionException contradiction(
            Transaction outer, TransactionOptions options, String wrong, String allowed) {
        return new TransactionException(
                ending.operation("begin", options)
                        .message(wrong + " " + outer.options().label() + ", which it is part of, " + allowed),
                null);
    }
}
