package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.core.error.OrmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Some threads that each take the next database until none is left; all of them have ended when it returns. */
final class FanOutRun {

    private final List<DatabaseConfig> databases;
    private final MigrationOptions migration;
    private final FanOutOptions options;
    private final RunSettings settings;
    private final Consumer<? super FanOutOutcome> progress;
    private final AtomicReferenceArray<FanOutOutcome> outcomes;
    private final AtomicInteger next = new AtomicInteger();
    private final ReentrantLock telling = new ReentrantLock();
    private volatile boolean stopped;

    FanOutRun(
            List<DatabaseConfig> databases,
            MigrationOptions migration,
            FanOutOptions options,
            Consumer<? super FanOutOutcome> progress) {
        this.databases = databases;
        this.migration = migration;
        this.options = options;
        this.settings = RunSettings.STANDARD.withLockWait(options.lockWait());
        this.progress = progress;
        this.outcomes = new AtomicReferenceArray<>(databases.size());
    }

    FanOutResult run() {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(options.parallel(), databases.size()); i++) {
            Thread worker = new Thread(this::work, "cormorant-fan-out-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
        boolean interrupted = false;
        for (Thread worker : workers) {
            interrupted |= join(worker, workers);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        List<FanOutOutcome> all = new ArrayList<>();
        for (int i = 0; i < databases.size(); i++) {
            FanOutOutcome outcome = outcomes.get(i);
            all.add(outcome == null ? FanOutOutcome.notBegun(FanOut.nameOf(databases.get(i))) : outcome);
        }
        return new FanOutResult(all);
    }

    /** Waits for a worker; an interrupt is passed on to all of them, whose statements it cancels. */
    private boolean join(Thread worker, List<Thread> workers) {
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                return interrupted;
            } catch (InterruptedException stop) {
                interrupted = true;
                stopped = true;
                workers.forEach(Thread::interrupt);
            }
        }
    }

    private void work() {
        int i = next.getAndIncrement();
        while (i < databases.size() && !stopped) {
            FanOutOutcome outcome = migrate(databases.get(i));
            outcomes.set(i, outcome);
            if (options.stopAtFailure() && outcome.state() == FanOutOutcome.State.FAILED) {
                stopped = true;
            }
            tell(outcome);
            i = next.getAndIncrement();
        }
    }

    private FanOutOutcome migrate(DatabaseConfig config) {
        String name = FanOut.nameOf(config);
        DatabaseConfig small = config.withPool(
                pool -> pool.withMaxSize(FanOut.CONNECTIONS_EACH).withMinIdle(0));
        try (Database database = Database.open(small)) {
            return FanOutOutcome.migrated(
                    name, new FlywayRun(database, migration).with(settings).migrate());
        } catch (OrmException failed) {
            return FanOutOutcome.failed(name, failed);
        } catch (RuntimeException failed) {
            return FanOutOutcome.failed(name, new MigrationException("migrate " + name + ": " + failed, failed));
        }
    }

    private void tell(FanOutOutcome outcome) {
        telling.lock();
        try {
            progress.accept(outcome);
        } finally {
            telling.unlock();
        }
    }
}
