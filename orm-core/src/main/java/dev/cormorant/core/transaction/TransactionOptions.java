package dev.cormorant.core.transaction;

import dev.cormorant.core.config.Isolation;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a transaction runs. What is empty is as the configuration says. Immutable and thread-safe; made by {@link #readWrite()},
 * {@link #reading()} or {@link #serializable()} and refined by the other methods, each of which returns a copy.
 *
 * <p>Inside a running transaction the options must not contradict those of the outer one: see {@link Transactions#run}.
 *
 * @param name what it is called in messages and reports; not blank
 * @param readOnly whether it only reads: writes are refused by the database, and where connections are divided it takes one
 *     that only reads
 * @param isolation how it is kept apart from others; empty for the database's default
 * @param maxWait the longest wait for a connection; empty for {@code transaction.max-wait}
 * @param timeout the longest time of the whole, further tries included; empty for {@code transaction.timeout}
 * @param retries how often it is run again after a conflict with another one; empty for {@code transaction.retries}
 * @param joining whether inside a running transaction it becomes a part of it, instead of a savepoint that can be undone alone
 */
public record TransactionOptions(
        String name,
        boolean readOnly,
        Optional<Isolation> isolation,
        Optional<Duration> maxWait,
        Optional<Duration> timeout,
        OptionalInt retries,
        boolean joining) {

    private static final String UNNAMED = "unnamed";
    private static final String UNNAMED_LABEL = label(UNNAMED);
    private static final TransactionOptions READ_WRITE = new TransactionOptions(
            UNNAMED, false, Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), false);
    private static final TransactionOptions READ_ONLY = new TransactionOptions(
            UNNAMED, true, Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), false);
    private static final int MOST_RETRIES = 100;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the name is blank, a time is not positive, or there are less than 0 or more than 100
     *     retries
     */
    public TransactionOptions {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a transaction must not be blank");
        }
        maxWait.ifPresent(time -> refuseNotPositive("max wait", time));
        timeout.ifPresent(time -> refuseNotPositive("timeout", time));
        retries.ifPresent(TransactionOptions::refuseOutside);
    }

    private static void refuseNotPositive(String what, Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("the " + what + " of a transaction must be positive, but is " + time);
        }
    }

    private static void refuseOutside(int times) {
        if (times < 0 || times > MOST_RETRIES) {
            throw new IllegalArgumentException(
                    "a transaction is retried 0 to " + MOST_RETRIES + " times, not " + times);
        }
    }

    /** {@return reading and writing, without a name} */
    public static TransactionOptions readWrite() {
        return READ_WRITE;
    }

    /** {@return reading only, without a name} */
    public static TransactionOptions reading() {
        return READ_ONLY;
    }

    /** {@return reading and writing as if transactions ran one after the other, without a name} */
    public static TransactionOptions serializable() {
        return READ_WRITE.isolation(Isolation.SERIALIZABLE);
    }

    /**
     * The same under a name.
     *
     * @param newName what it is called in messages and reports; not blank
     * @return the options
     */
    public TransactionOptions named(String newName) {
        return new TransactionOptions(newName, readOnly, isolation, maxWait, timeout, retries, joining);
    }

    /**
     * The same, kept apart from others in another way.
     *
     * @param level how; the database must have declared it, see {@link dev.cormorant.core.driver.Driver#isolations}
     * @return the options
     */
    public TransactionOptions isolation(Isolation level) {
        return new TransactionOptions(name, readOnly, Optional.of(level), maxWait, timeout, retries, joining);
    }

    /**
     * The same with another wait for a connection.
     *
     * @param time the longest wait; positive
     * @return the options
     */
    public TransactionOptions maxWait(Duration time) {
        return new TransactionOptions(name, readOnly, isolation, Optional.of(time), timeout, retries, joining);
    }

    /**
     * The same with another time for the whole.
     *
     * @param time the longest time, further tries included; positive
     * @return the options
     */
    public TransactionOptions timeout(Duration time) {
        return new TransactionOptions(name, readOnly, isolation, maxWait, Optional.of(time), retries, joining);
    }

    /**
     * The same with another number of further tries after a deadlock, a serialization failure or, where that is switched on, a lock
     * that was not had in time. The whole callback runs again, so it must not have effects outside the database.
     *
     * @param times how often it is run again; 0 to 100
     * @return the options
     */
    public TransactionOptions retries(int times) {
        return new TransactionOptions(name, readOnly, isolation, maxWait, timeout, OptionalInt.of(times), joining);
    }

    /** {@return the same, but inside a running transaction as a part of it instead of a savepoint; alone it begins one} */
    public TransactionOptions join() {
        return new TransactionOptions(name, readOnly, isolation, maxWait, timeout, retries, true);
    }

    String label() {
        return name.equals(UNNAMED) ? UNNAMED_LABEL : label(name);
    }

    private static String label(String of) {
        return "transaction \"" + of + "\"";
    }
}
