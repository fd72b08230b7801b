package dev.cormorant.core.lease;

import dev.cormorant.core.driver.Access;
import java.time.Duration;

/**
 * What a caller wants a connection for.
 *
 * @param access reading or writing
 * @param label the place, for messages: {@code transaction "transfer"}
 * @param strict whether a thread that holds a connection already is refused at once; if not, it is refused only where it would
 *     have to wait
 * @param maxWait the longest wait for a connection
 */
public record LeaseRequest(Access access, String label, boolean strict, Duration maxWait) {}
