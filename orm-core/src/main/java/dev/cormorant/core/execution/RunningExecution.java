package dev.cormorant.core.execution;

import java.time.Duration;

/**
 * A statement that runs now, as a snapshot.
 *
 * @param id its id, positive
 * @param sql its text, with placeholders
 * @param thread the name of the thread that runs it
 * @param running for how long
 * @param streaming whether the statement has ended and its result is being read
 */
public record RunningExecution(long id, String sql, String thread, Duration running, boolean streaming) {}
