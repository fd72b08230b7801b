package dev.cormorant.testing.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One check of {@link EveryCall}: the runs, and the failures that they collect. Used by one thread. */
final class EveryCallRun<S> {
    private static final int NAMED = 20;

    private final EveryCall<S> settings;
    private final EveryCall.Scenario<? super S> scenario;
    private final EveryCall.Verifier<S> verifier;
    private final List<AssertionError> failures = new ArrayList<>();
    private long fired;

    EveryCallRun(EveryCall<S> settings, EveryCall.Scenario<? super S> scenario, EveryCall.Verifier<S> verifier) {
        this.settings = settings;
        this.scenario = scenario;
        this.verifier = verifier;
    }

    Coverage run() {
        long calls = attempt(0).calls();
        if (failures.isEmpty() && calls == 0) {
            throw new AssertionError("the scenario made no JDBC call on the faulty data source: nothing to fail");
        }
        long missed = 0;
        boolean more = failures.isEmpty();
        for (long n = 1; more; n++) {
            if (n > settings.most) {
                failures.add(new AssertionError("the scenario makes more than " + settings.most + " calls"));
                break;
            }
            long before = fired;
            boolean opened = attempt(n).opened();
            boolean hit = fired > before;
            missed += !hit && n <= calls ? 1 : 0;
            more = opened && (hit || n < calls);
        }
        report(calls);
        return new Coverage(calls, fired, missed);
    }

    private record Run(boolean opened, long calls) {}

    private Run attempt(long n) {
        FaultyDataSource dataSource = FaultyDataSource.of(settings.target);
        dataSource.disarm();
        Supplier<String> where = () -> n == 0
                ? "without a fault"
                : "n=" + n + " " + dataSource.failedCall().orElse("(not reached)");
        S subject;
        try {
            subject = settings.opening.open(dataSource);
        } catch (Exception | AssertionError e) {
            fail(where.get() + ": could not be opened: " + e, e);
            return new Run(false, 0);
        }
        dataSource.arm(settings.shape.apply(Fault.at(n)).movedTo(n));
        Optional<Throwable> thrown = scenario(subject, where);
        dataSource.disarm();
        judge(n, thrown, subject, dataSource, where);
        close(subject, where);
        return new Run(true, dataSource.calls());
    }

    private Optional<Throwable> scenario(S subject, Supplier<String> where) {
        @Nullable Throwable thrown = null;
        Watchdog watchdog = new Watchdog(Thread.currentThread(), settings.limit);
        try {
            scenario.run(subject);
        } catch (Throwable e) {
            // Errors too: an injected Error, or a linkage error on a rarely used path, is a result like any other.
            thrown = e;
        } finally {
            watchdog.close();
        }
        boolean interrupted = Thread.interrupted();
        Optional<String> hung = watchdog.hungAt();
        if (hung.isPresent()) {
            fail(where.get() + ": hung for " + settings.limit.toMillis() + " ms at\n" + hung.get(), thrown);
        } else if (interrupted) {
            fail(where.get() + ": left the interrupt flag of its thread set", thrown);
        }
        return Optional.ofNullable(thrown);
    }

    private void judge(
            long n, Optional<Throwable> thrown, S subject, FaultyDataSource dataSource, Supplier<String> where) {
        Optional<String> failed = dataSource.failedCall();
        if (failed.isEmpty()) {
            thrown.ifPresent(e -> fail(where.get() + ": threw although no call failed: " + e, e));
            return;
        }
        fired++;
        try {
            verifier.verify(new Attempt<>(n, failed.get(), thrown, subject, dataSource));
        } catch (Exception | AssertionError e) {
            String outcome = thrown.map(t -> " (the scenario threw " + t + ")").orElse(" (the scenario threw nothing)");
            thrown.filter(t -> t != e).ifPresent(e::addSuppressed);
            fail(where.get() + outcome + ": " + e.getMessage(), e);
        }
    }

    private void close(S subject, Supplier<String> where) {
        if (subject instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception | AssertionError e) {
                fail(where.get() + ": could not be closed: " + e, e);
            }
        }
    }

    private void fail(String message, @Nullable Throwable cause) {
        failures.add(new AssertionError(message, cause));
    }

    private void report(long calls) {
        if (failures.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder()
                .append(failures.size())
                .append(failures.size() == 1 ? " failure; the" : " failures; the scenario makes ")
                .append(calls)
                .append(" JDBC calls, of which one failed in each of ")
                .append(fired)
                .append(" runs");
        failures.stream().limit(NAMED).forEach(failure -> text.append("\n  ").append(failure.getMessage()));
        if (failures.size() > NAMED) {
            text.append("\n  and ").append(failures.size() - NAMED).append(" more");
        }
        AssertionError all = new AssertionError(text.toString());
        failures.forEach(all::addSuppressed);
        throw all;
    }
}
