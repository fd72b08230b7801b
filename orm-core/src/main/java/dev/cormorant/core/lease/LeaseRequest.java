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
 * @param housekeeping whether the layer itself wants it, for a moment, and not the application
 */
public record LeaseRequest(Access access, String label, boolean strict, Duration maxWait, boolean housekeeping) {

    /**
     * A request of the application.
     *
     * @param access reading or writing
     * @param label the place, for messages
     * @param strict whether a thread that holds a connection already is refused at once
     * @param maxWait the longest wait for a connection
     */
    public LeaseRequest(Access access, String label, boolean strict, Duration maxWait) {
        this(access, label, strict, maxWait, false);
    }

    /**
     * A request of the layer itself; never refused for what its thread holds, unless it would have to wait.
     *
     * @param access reading or writing
     * @param label the place, for messages
     * @param maxWait the longest wait for a connection
     * @return the request
     */
    public static LeaseRequest housekeeping(Access access, String label, Duration maxWait) {
        return new LeaseRequest(access, label, false, maxWait, true);
    }
}
