package dev.cormorant.core.transaction;

import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.error.CommitOutcomeUnknownException;
import dev.cormorant.core.error.DatabaseBusyException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.internal.Deadline;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a transaction is run again. The waits in between grow twofold from {@value #FIRST_MILLIS} ms to
 * {@value #LONGEST_MILLIS} ms, each a random share of that ("full jitter": of the ways to spread the tries of many callers it ends
 * the conflict with the fewest of them), and never reach beyond the deadline.
 */
final class Retries {

    static final long FIRST_MILLIS = 20;
    static final long LONGEST_MILLIS = 1000;
    private static final int DEEPEST_CAUSE = 20;

    private final Driver driver;
    private final Supplier<FailedOperation> operation;
    private final Deadline deadline;
    private final boolean lockTimeouts;
    private final int most;
    private int done;
    private @Nullable Throwable earlier;

    Retries(Driver driver, Supplier<FailedOperation> operation, Deadline deadline, int most, boolean lockTimeouts) {
        this.driver = driver;
        this.operation = operation;
        this.deadline = deadline;
        this.most = most;
        this.lockTimeouts = lockTimeouts;
    }

    /** {@return whether to run it again, after a wait; false also if the thread was interrupted, whose flag is then set} */
    boolean again(Throwable thrown) {
        if (done >= most || !isRetryable(thrown)) {
            return false;
        }
        long ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(done, 10));
        long wait = TimeUnit.MILLISECONDS.toNanos(1)
                + ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(ceiling));
        if (wait >= deadline.leftNanos()) {
            return false;
        }
        done++;
        earlier = thrown;
        return slept(Duration.ofNanos(wait));
    }

    /** The last try may have failed for want of time only: what it was tried again for is what helps. */
    void tellEarlier(Throwable last) {
        Throwable before = earlier;
        if (before != null && before != last) {
            last.addSuppressed(before);
        }
    }

    private static boolean slept(Duration wait) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isRetryable(Throwable thrown) {
        Optional<OrmException> meaning = meaning(thrown);
        return meaning.isPresent()
                && meaning.get().isRetryable()
                && (lockTimeouts || !(meaning.get() instanceof DatabaseBusyException));
    }

    /** The first failure of the database behind what was thrown. A commit whose outcome is unknown has none that may be retried. */
    private Optional<OrmException> meaning(Throwable thrown) {
        @Nullable Throwable each = thrown;
        for (int depth = 0; each != null && depth < DEEPEST_CAUSE; depth++) {
            if (each instanceof CommitOutcomeUnknownException) {
                return Optional.empty();
            }
            if (each instanceof OrmException ours) {
                return Optional.of(ours);
            }
            if (each instanceof SQLException error) {
                return Optional.of(
                        OrmException.carriedBy(error).orElseGet(() -> driver.translate(error, operation.get())));
            }
            each = each.getCause();
        }
        return Optional.empty();
    }
}
