package dev.cormorant.core.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

final class GateTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int REPEATS = 200;

    @Test
    void letsInAsManyAsThereArePermitsAndThenTimesOut() throws InterruptedException {
        Gate gate = new Gate(2, 10);

        assertThat(gate.tryEnter()).isTrue();
        assertThat(gate.tryEnter()).isTrue();
        assertThat(gate.tryEnter()).isFalse();
        assertThat(gate.enter(Duration.ofMillis(20))).isEqualTo(Gate.Outcome.TIMED_OUT);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void servesWaitersInTurn() throws InterruptedException {
        Gate gate = new Gate(1, 10);
        gate.tryEnter();
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try {
                    gate.enter(LONG);
                    served.add(number);
                    gate.leave();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            threads.add(thread);
            await().until(() -> gate.waiting() == number + 1 && thread.getState() == Thread.State.TIMED_WAITING);
        }

        gate.leave();
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void refusesOneWaiterTooManyAtOnce() throws InterruptedException {
        Gate gate = new Gate(1, 0);
        gate.tryEnter();

        assertThat(gate.enter(LONG)).isEqualTo(Gate.Outcome.TOO_MANY_WAITERS);
    }

    @Test
    void wakesEveryWaiterWhenItOpensForAll() throws InterruptedException {
        Gate gate = new Gate(1, 10);
        gate.tryEnter();
        AtomicReference<Gate.Outcome> outcome = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                outcome.set(gate.enter(LONG));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        await().until(() -> gate.waiting() == 1);

        gate.wakeAll();

        waiter.join(10_000);
        assertThat(outcome).hasValue(Gate.Outcome.ENTERED);
    }

    @Test
    void letsThreeAtMostOvertakeTheFirstOfTheWaiters() throws InterruptedException {
        int most = 0;
        for (int i = 0; i < REPEATS; i++) {
            most = Math.max(most, overtaking(new Gate(1, 10, () -> 0)));
        }
        // Who leaves and comes again is quicker than the one that is woken, nearly always.
        assertThat(most).isEqualTo(Gate.TURN - 1);
    }

    @Test
    void letsNobodyOvertakeWhoHasWaitedForLong() throws InterruptedException {
        for (int i = 0; i < REPEATS; i++) {
            AtomicLong now = new AtomicLong();
            LongSupplier clock = () -> now.getAndSet(TimeUnit.MILLISECONDS.toNanos(Gate.OVERTAKEN_MILLIS));
            assertThat(overtaking(new Gate(1, 10, clock))).isZero();
        }
    }

    /** {@return how often one thread passes a gate for one before it has to let a waiter in} */
    private static int overtaking(Gate gate) throws InterruptedException {
        assertThat(gate.tryEnter()).isTrue();
        Thread waiter = new Thread(() -> {
            try {
                gate.enter(LONG);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        int overtaken = 0;
        gate.leave();
        while (gate.tryEnter()) {
            overtaken++;
            gate.leave();
        }
        waiter.join(10_000);
        assertThat(gate.waiting()).isZero();
        return overtaken;
    }
}
