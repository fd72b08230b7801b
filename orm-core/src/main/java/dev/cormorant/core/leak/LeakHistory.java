package dev.cormorant.core.leak;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last reports: at most so many, and none that is older than the settings say. Safe for all threads. */
final class LeakHistory {

    private final int most;
    private final Duration keptFor;
    private final Clock clock;
    private final Deque<LeakReport> reports = new ArrayDeque<>();

    LeakHistory(int most, Duration keptFor, Clock clock) {
        this.most = most;
        this.keptFor = keptFor;
        this.clock = clock;
    }

    void add(LeakReport report) {
        synchronized (reports) {
            reports.addLast(report);
            prune();
        }
    }

    /** {@return what is kept, newest first} */
    List<LeakReport> list() {
        synchronized (reports) {
            prune();
            List<LeakReport> newestFirst = new java.util.ArrayList<>(reports.size());
            reports.descendingIterator().forEachRemaining(newestFirst::add);
            return List.copyOf(newestFirst);
        }
    }

    private void prune() {
        Instant oldest = clock.instant().minus(keptFor);
        while (reports.size() > most
                || (!reports.isEmpty() && reports.getFirst().foundAt().isBefore(oldest))) {
            reports.removeFirst();
        }
    }
}
