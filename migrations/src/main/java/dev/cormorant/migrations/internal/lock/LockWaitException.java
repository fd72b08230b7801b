package dev.cormorant.migrations.internal.lock;

import java.time.Duration;
import java.util.Optional;

/** The lock of migrations was not to be had in time; the message is the half sentence that says who has it. */
public final class LockWaitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private LockWaitException(String message) {
        super(message);
    }

    static LockWaitException of(Duration wait, Optional<LockSession> holder) {
        String who = holder.map(LockSession::describe).orElse("a session that the server does not show");
        String how = wait.isZero()
                ? "the lock of migrations is taken"
                : "the lock of migrations was not free within " + text(wait);
        return new LockWaitException(how + ": " + who + " has it; wait longer (lock-wait), or end that one");
    }

    static LockWaitException ofOrphan(LockSession orphan) {
        return new LockWaitException("a run of migrations that has lost its lock still works: " + orphan.describe()
                + "; wait until it has ended, or end it");
    }

    static LockWaitException interrupted(Duration wait) {
        return new LockWaitException("interrupted while waiting up to " + text(wait) + " for the lock of migrations");
    }

    private static String text(Duration wait) {
        return wait.toMillis() % 1000 == 0 ? wait.toSeconds() + " s" : wait.toMillis() + " ms";
    }
}
