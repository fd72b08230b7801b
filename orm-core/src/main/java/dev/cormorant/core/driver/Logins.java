package dev.cormorant.core.driver;

import dev.cormorant.core.config.CredentialSource;
import dev.cormorant.core.config.Credentials;
import dev.cormorant.core.config.DatabaseConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Who logs in: the user and password of a configuration, or what its {@link CredentialSource} says when it is asked. A driver
 * asks once for each physical connection, and uses the answer for that one only. Safe for all threads.
 */
public final class Logins {

    /** Questions to a source that may be without an answer at once: one that never answers must not collect threads. */
    private static final int MOST = 4;

    private final String thread;
    private final CredentialSource source;
    private final Semaphore room = new Semaphore(MOST);

    /**
     * Asks nothing yet.
     *
     * @param config whose credentials
     */
    public Logins(DatabaseConfig config) {
        this.thread = "cormorant-" + config.name() + "-credentials";
        this.source = config.credentials();
    }

    /**
     * Asks for the credentials of one connect. Fixed ones cost nothing; a source is asked in a thread of its own, so that one that
     * hangs takes no more time than there is.
     *
     * @param timeout the time for connecting and logging in together
     * @return the credentials, and what is left of the time
     * @throws SQLException if the source has none, does not answer in time, or the thread is interrupted; passed on as it is by
     *     {@link Driver#connect}
     */
    public Login ask(Duration timeout) throws SQLException {
        if (source instanceof Credentials fixed) {
            return new Login(fixed, timeout);
        }
        long end = System.nanoTime() + timeout.toNanos();
        Credentials answer = answerWithin(timeout);
        return new Login(answer, Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
    }

    private Credentials answerWithin(Duration timeout) throws LoginFailure {
        FutureTask<Credentials> question = new FutureTask<>(source::credentials);
        start(question);
        try {
            Credentials answer = question.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (answer == null) {
                throw new LoginFailure("the credential source gave nothing; it must give a user and a password", null);
            }
            return answer;
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw new LoginFailure(
                    "the credential source failed with "
                            + (cause == null ? failed : cause).getClass().getName(),
                    cause);
        } catch (TimeoutException late) {
            throw new LoginFailure(
                    "the credential source gave no answer within " + timeout.toMillis()
                            + " ms, the time for connecting (pool.connect-timeout)",
                    null);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LoginFailure("the thread was interrupted; its flag is set", interrupted);
        } finally {
            question.cancel(true);
        }
    }

    private void start(Runnable question) throws LoginFailure {
        if (!room.tryAcquire()) {
            throw new LoginFailure(
                    "the credential source has not answered " + MOST
                            + " earlier questions; it is not asked again before",
                    null);
        }
        boolean started = false;
        try {
            Thread asking = new Thread(
                    () -> {
                        try {
                            question.run();
                        } finally {
                            room.release();
                        }
                    },
                    thread);
            asking.setDaemon(true);
            asking.start();
            started = true;
        } finally {
            if (!started) {
                room.release();
            }
        }
    }
}
