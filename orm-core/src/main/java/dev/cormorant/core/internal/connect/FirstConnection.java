package dev.cormorant.core.internal.connect;

import dev.cormorant.core.config.PoolConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.LoginFailure;
import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ServerUnreachableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the first connection: tries again only while the server cannot be reached, as often as the settings say, and never for
 * longer than the connect timeout in all.
 */
public final class FirstConnection {

    private static final Logger LOG = LoggerFactory.getLogger(FirstConnection.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Driver driver;
    private final PoolConfig config;
    private final Supplier<FailedOperation> operation;

    /**
     * Prepares; connects nothing.
     *
     * @param driver who connects
     * @param config the connect timeout and the number of retries
     * @param operation what is being done, for messages, as of when it is asked
     */
    public FirstConnection(Driver driver, PoolConfig config, Supplier<FailedOperation> operation) {
        this.driver = driver;
        this.config = config;
        this.operation = operation;
    }

    /**
     * Connects.
     *
     * @return an open connection; closed by the caller
     * @throws OrmException if it fails; the kind says why
     */
    public Connection open() {
        long end = System.nanoTime() + config.connectTimeout().toNanos();
        Duration pause = FIRST_PAUSE;
        for (int attempt = 0; ; attempt++) {
            OrmException failure;
            try {
                return driver.connect(Access.WRITE, left(end));
            } catch (SQLException failed) {
                failure = LoginFailure.meaning(failed, driver, operation.get());
            }
            boolean again = attempt < config.connectRetries()
                    && failure instanceof ServerUnreachableException
                    && left(end).compareTo(pause) > 0;
            if (!again) {
                throw failure;
            }
            LOG.debug("attempt {} failed; the next one in {} ms", attempt + 1, pause.toMillis());
            sleep(pause, failure);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    private void sleep(Duration pause, OrmException failure) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            AcquireInterruptedException stopped = new AcquireInterruptedException(
                    operation.get().message("the thread was interrupted; its flag is set"), interrupted);
            stopped.addSuppressed(failure);
            throw stopped;
        }
    }
}
