package dev.cormorant.testing.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the calls of one {@link FaultyDataSource} and says which of them fail. Safe for use by many threads. */
final class CallLog {
    static final int KEPT = 256;

    private final Deque<Call> latest = new ArrayDeque<>(KEPT);
    private volatile Slowdown slowdown = Slowdown.none();
    private Fault fault = Fault.none();
    private boolean armed;
    private boolean everythingDead;
    private long count;
    private int openLines;
    private @Nullable Call failed;

    synchronized void arm(Fault next) {
        fault = next;
        armed = true;
        everythingDead = false;
        count = 0;
        failed = null;
        latest.clear();
    }

    void slowDown(Slowdown next) {
        slowdown = next;
    }

    Slowdown slowdown() {
        return slowdown;
    }

    synchronized void disarm() {
        armed = false;
        everythingDead = false;
    }

    synchronized Verdict judge(String name, CallKind kind, @Nullable Line line) {
        Call call = new Call(count + 1, name, Thread.currentThread().getName());
        if (armed && (fault.closingCounted() || !kind.closing())) {
            count++;
            remember(call);
            if (count == fault.n()) {
                return strike(call, kind, line);
            }
        }
        Fault death = everythingDead ? fault : line == null ? null : line.killedBy;
        return death == null ? new Verdict.Pass() : afterDeath(call, kind, death);
    }

    private Verdict strike(Call call, CallKind kind, @Nullable Line line) {
        failed = call;
        everythingDead = fault.reach() == Fault.Reach.EVERYTHING;
        if (line != null && fault.reach() == Fault.Reach.CONNECTION) {
            line.killedBy = fault;
        }
        boolean carryOut = fault.moment() == Fault.Moment.AFTER || kind == CallKind.RELEASE;
        return new Verdict.Fail(fault.error().apply(call), carryOut);
    }

    private static Verdict afterDeath(Call call, CallKind kind, Fault death) {
        if (kind == CallKind.VALID_CHECK) {
            return new Verdict.NotValid();
        }
        return kind.failsWhenDead() ? new Verdict.Fail(death.error().apply(call), false) : new Verdict.Pass();
    }

    private void remember(Call call) {
        if (latest.size() == KEPT) {
            latest.removeFirst();
        }
        latest.addLast(call);
    }

    synchronized Line opened() {
        openLines++;
        return new Line();
    }

    synchronized void released(Line line) {
        if (line.open) {
            line.open = false;
            openLines--;
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized int openLines() {
        return openLines;
    }

    synchronized Optional<Call> failed() {
        return Optional.ofNullable(failed);
    }

    synchronized List<Call> latest() {
        return List.copyOf(latest);
    }
}
