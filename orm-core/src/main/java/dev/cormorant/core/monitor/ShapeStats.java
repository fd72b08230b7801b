package dev.cormorant.core.monitor;

import java.time.Duration;

/**
 * The figures of all statements of one shape: those whose text is the same but for literals, white space and comments.
 *
 * @param sql the shape: literals are {@code ?}, a list of them is one {@code ?}; at most 1,000 characters
 * @param calls how often it ran
 * @param total how long it took together
 * @param max how long it took at most
 * @param rows how many rows were read or changed
 * @param errors how often it failed
 * @param missed the time that it may have taken beyond {@code total}, while other shapes had its place; zero as long as
 *     there are no more shapes than places
 */
public record ShapeStats(
        String sql, long calls, Duration total, Duration max, long rows, long errors, Duration missed) {

    /** {@return how long it took on average; zero if it did not run} */
    public Duration mean() {
        return calls == 0 ? Duration.ZERO : total.dividedBy(calls);
    }
}
