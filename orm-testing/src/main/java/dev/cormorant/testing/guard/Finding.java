package dev.cormorant.testing.guard;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One thing that a test did wrong. Immutable.
 *
 * @param rule which rule it breaks
 * @param what what was found, in one line, with no bound value in it
 * @param place where it was opened, begun, started or sent: the frames that are neither of this layer nor of the test framework,
 *     innermost first, at most {@value Places#MOST}; empty if that is not known
 */
public record Finding(Rule rule, String what, List<StackTraceElement> place) {

    /** Copies the place. */
    public Finding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(what, "what");
        place = List.copyOf(place);
    }

    /** {@return the finding in one line, and its place in further ones} */
    @Override
    public String toString() {
        String where = place.isEmpty()
                ? "\n    at a place that is not known"
                : place.stream().map(frame -> "\n    at " + frame).collect(Collectors.joining());
        return rule + ": " + what + where;
    }
}
