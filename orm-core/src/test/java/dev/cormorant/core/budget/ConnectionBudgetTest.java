package dev.cormorant.core.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConnectionBudgetTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final List<Thread> threads = new ArrayList<>();
    private final List<String> served = Collections.synchronizedList(new ArrayList<>());
    private ConnectionBudget budget = new ConnectionBudget(2, 10);

    @AfterEach
    void endThreads() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(LONG.toMillis());
        }
        budget.close();
    }

    private BudgetShare share(String name) {
        return budget.share(name, false, Duration.ZERO);
    }

    private static void open(BudgetShare share) throws InterruptedException {
        assertThat(share.enter(LONG)).isEqualTo(Entry.ENTERED);
        assertThat(share.beginOpen()).isTrue();
        share.endOpen(true);
    }

    /** Waits in another thread, opens a connection and keeps it. */
    private void waits(BudgetShare share) {
        int before = budget.totals().waiting();
        Thread thread = new Thread(() -> {
            try {
                if (share.enter(LONG) == Entry.ENTERED) {
                    served.add(share.name);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        threads.add(thread);
        await().until(() -> budget.totals().waiting() == before + 1);
    }

    private static void closes(BudgetShare share) {
        if (share.leaveClosing(true)) {
            share.connectionClosed();
        }
    }

    @Test
    void letsNobodyOpenMoreThanThereIsRoomFor() throws InterruptedException {
        BudgetShare one = share("one");
        open(one);
        open(one);
        assertThat(one.beginOpen()).isFalse();
        assertThat(share("two").enter(SHORT)).isEqualTo(Entry.TIMED_OUT);
        assertThat(budget.totals().waiting()).isZero();
        assertThat(budget.totals().peak()).isEqualTo(2);
    }

    @Test
    void givesAConnectionThatIsGivenBackToItsOwnPoolIfNobodyElseWaits() throws InterruptedException {
        BudgetShare one = share("one");
        open(one);
        assertThat(one.leaveClosing(false)).isFalse();
        one.leave();
        assertThat(one.enter(SHORT)).isEqualTo(Entry.ENTERED);
        assertThat(one.beginOpen()).as("it is there already").isFalse();
    }

    @Test
    void servesAPoolWithoutAConnectionBeforeOneThatHasSome() throws InterruptedException {
        BudgetShare rich = share("rich");
        open(rich);
        open(rich);
        waits(rich);
        waits(share("poor"));
        closes(rich);
        await().until(() -> served.size() == 1);
        assertThat(served).containsExactly("poor");
        closes(rich);
        await().until(() -> served.size() == 2);
        assertThat(served).containsExactly("poor", "rich");
    }

    @Test
    void servesWhoHasWaitedLongestAtEveryFourthTurnSoThatNobodyStarves() throws InterruptedException {
        BudgetShare rich = share("rich");
        open(rich);
        open(rich);
        waits(rich);
        List<BudgetShare> poor = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            poor.add(share("poor" + i));
            waits(poor.get(i));
        }
        closes(rich);
        for (int turn = 0; turn < 4; turn++) {
            int done = turn + 1;
            await().until(() -> served.size() == done);
            if (turn < 3) {
                poor.get(turn).leave();
            }
        }
        assertThat(served).containsExactly("poor0", "poor1", "poor2", "rich");
        poor.forEach(BudgetShare::refuse);
        await().until(() -> budget.totals().waiting() == 0);
    }

    @Test
    void makesRoomByClosingWhatWasUsedLeastRecentlyAndNeverWhatIsInUse() throws InterruptedException {
        BudgetShare old = share("old");
        BudgetShare recent = share("recent");
        AtomicInteger oldClosed = new AtomicInteger();
        AtomicInteger recentClosed = new AtomicInteger();
        old.attach(closing(old, oldClosed));
        recent.attach(closing(recent, recentClosed));
        open(old);
        open(recent);
        old.leave();
        recent.leave();
        BudgetShare third = share("third");
        open(third);
        assertThat(oldClosed).hasValue(1);
        assertThat(recentClosed).hasValue(0);
        assertThat(recent.enter(SHORT)).isEqualTo(Entry.ENTERED);
        assertThat(old.enter(SHORT)).as("both are in use").isEqualTo(Entry.TIMED_OUT);
        assertThat(recentClosed).hasValue(0);
        assertThat(budget.totals().closedForOthers()).isEqualTo(1);
    }

    private static BudgetedPool closing(BudgetShare share, AtomicInteger closed) {
        return new BudgetedPool() {
            @Override
            public boolean closeOneIdle() {
                closed.incrementAndGet();
                share.connectionClosed();
                return true;
            }

            @Override
            public void park() {
                closed.incrementAndGet();
                share.connectionClosed();
            }
        };
    }

    @Test
    void refusesOneWaiterTooManyAndWakesThoseOfAPoolThatCloses() throws InterruptedException {
        budget.close();
        budget = new ConnectionBudget(1, 1);
        BudgetShare one = share("one");
        open(one);
        BudgetShare two = share("two");
        waits(two);
        assertThat(share("three").enter(LONG)).isEqualTo(Entry.TOO_MANY_WAITERS);
        two.refuse();
        await().until(() -> budget.totals().waiting() == 0);
        assertThat(served).isEmpty();
        assertThat(two.enter(LONG)).isEqualTo(Entry.CLOSED);
    }
}
