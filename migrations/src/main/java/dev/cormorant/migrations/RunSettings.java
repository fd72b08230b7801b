package dev.cormorant.migrations;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a run goes about what it does.
 *
 * @param lockWait how long to wait for the lock of migrations
 * @param listener who is told how far it has come
 */
record RunSettings(Duration lockWait, Consumer<? super MigrationProgress> listener) {

    static final RunSettings STANDARD = new RunSettings(Duration.ofMinutes(1), progress -> {});

    RunSettings {
        requireLockWait(lockWait);
    }

    static void requireLockWait(Duration lockWait) {
        if (lockWait.isNegative() || lockWait.compareTo(Migrator.LONGEST_LOCK_WAIT) > 0) {
            throw new IllegalArgumentException("the wait for the lock of migrations is 0 s to 24 h, not " + lockWait);
        }
    }

    RunSettings withLockWait(Duration newWait) {
        return new RunSettings(newWait, listener);
    }

    RunSettings withListener(Consumer<? super MigrationProgress> newListener) {
        return new RunSettings(lockWait, newListener);
    }
}
