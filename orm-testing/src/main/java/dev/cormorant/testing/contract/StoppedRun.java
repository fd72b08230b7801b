package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.migrations.MigrationProgress;
import dev.cormorant.migrations.Migrator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A run that has the lock of migrations, in a thread of its own, and stands still until it may go on.
 *
 * @param <T> what it gives
 */
final class StoppedRun<T> implements AutoCloseable {

    private static final long LONGEST = 30;

    private final CountDownLatch there = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final int statement;
    private final FutureTask<T> run;
    private final Thread thread;

    private StoppedRun(Migrator migrator, int statement, Function<Migrator, T> work) {
        this.statement = statement;
        this.run = new FutureTask<>(() -> work.apply(migrator.listener(this::stop)));
        this.thread = new Thread(run, "stopped-run");
    }

    /**
     * Starts one, and waits until it stands still.
     *
     * @param statement before which statement of a script, from 1 on; 0 for the beginning of a script
     */
    static <T> StoppedRun<T> start(Migrator migrator, int statement, Function<Migrator, T> work)
            throws InterruptedException {
        StoppedRun<T> stopped = new StoppedRun<>(migrator, statement, work);
        stopped.thread.start();
        assertThat(stopped.there.await(LONGEST, TimeUnit.SECONDS))
                .as("the run has come to statement %d", statement)
                .isTrue();
        return stopped;
    }

    private void stop(MigrationProgress progress) {
        if (progress.statement() == statement) {
            there.countDown();
            try {
                assertThat(goOn.await(LONGEST, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@return what it gives, after it went on to its end} */
    T end() throws Exception {
        goOn.countDown();
        return Workers.result(run);
    }

    /** Lets it go on, and waits until its thread has ended. */
    @Override
    public void close() {
        goOn.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LONGEST));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
