package dev.cormorant.core.execution;

import java.time.Duration;
import java.util.List;

/**
 * A statement that runs now, as a snapshot.
 *
 * @param id its id, positive
 * @param sql its text, with placeholders
 * @param thread the name of the thread that runs it
 * @param running for how long
 * @param streaming whether the statement has ended and its result is being read
 * @param lease the {@code origin} of the lease that it runs on; 0 if it has only just begun
 * @param stackTrace where its result was opened that is being read, innermost frame first; empty unless {@code leak.stack-traces} is
 *     on
 */
public record RunningExecution(
        long id,
        String sql,
        String thread,
        Duration running,
        boolean streaming,
        long lease,
        List<StackTraceElement> stackTrace) {

    /** Copies the stack trace. */
    public RunningExecution {
        stackTrace = List.copyOf(stackTrace);
    }
}
