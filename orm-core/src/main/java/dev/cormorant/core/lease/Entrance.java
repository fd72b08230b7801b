package dev.cormorant.core.lease;

import java.time.Duration;

/** The way into the pools: the gate, then the budget; in order, bounded, and with a typed refusal. */
final class Entrance {

    private final Refusals refusals;
    private final HeldLeases held;
    private final int maxWaiters;

    Entrance(Refusals refusals, HeldLeases held, int maxWaiters) {
        this.refusals = refusals;
        this.held = held;
        this.maxWaiters = maxWaiters;
    }

    /** Enters the gate of a pool; refused at once if the thread would wait for itself. */
    void enter(Lane lane, LeaseRequest request) {
        try {
            if (lane.gate.tryEnter()) {
                return;
            }
            Lease own = held.find(lease -> lease.holder == Thread.currentThread() && lease.lane == lane);
            if (own != null) {
                throw refusals.nested(request, own.snapshot());
            }
            switch (lane.gate.enter(request.maxWait())) {
                case ENTERED -> {}
                case TIMED_OUT -> throw refusals.exhausted(request, held.snapshots(), lane);
                case TOO_MANY_WAITERS -> throw refusals.tooManyWaiters(request, maxWaiters);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw refusals.interrupted(request, interrupted);
        }
    }

    /** Enters the budget that the pool shares with others, in what is left of the wait. */
    void enterBudget(Lane lane, LeaseRequest request, long startedAt) {
        if (!lane.hasBudget()) {
            return;
        }
        try {
            Duration left = request.maxWait().minusNanos(System.nanoTime() - startedAt);
            switch (lane.enterBudget(left)) {
                case ENTERED -> {}
                case TIMED_OUT -> throw refusals.budgetExhausted(request, lane.budget());
                case TOO_MANY_WAITERS -> throw refusals.tooManyForTheBudget(request, lane.budget());
                case CLOSED -> throw refusals.shuttingDown(request);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw refusals.interrupted(request, interrupted);
        }
    }
}
