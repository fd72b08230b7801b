package dev.cormorant.core.budget;

import dev.cormorant.core.budget.Waiters.Waiter;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The most physical connections of many pools together. When it is used up, the idle connection of the pool that was used least
 * recently is closed, never one in use; if none is idle, callers wait in a bounded queue, and a pool without a connection goes
 * before one that has several. Safe for all threads; the lock is held for a few reads and writes of numbers and never over I/O.
 */
public final class ConnectionBudget implements AutoCloseable {

    private static final Duration LONGEST_PARK = Duration.ofSeconds(30);

    private final int maxWaiters;
    private final BudgetThreads threads;
    private final ScheduledFuture<?> looking;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition parked = lock.newCondition();
    private final Waiters waiters = new Waiters();
    private final Ledger ledger;

    /**
     * Makes a budget of which nothing is used.
     *
     * @param size the most physical connections, at least 1
     * @param maxWaiters the most callers that wait for one
     */
    public ConnectionBudget(int size, int maxWaiters) {
        this.ledger = new Ledger(size);
        this.maxWaiters = maxWaiters;
        this.threads = new BudgetThreads();
        this.looking = threads.keepers.scheduleWithFixedDelay(this::closeUnused, 1, 1, TimeUnit.SECONDS);
    }

    /** {@return threads for what pools do at times, shared by all; ended by the budget} */
    public ScheduledExecutorService keepers() {
        return threads.keepers;
    }

    /**
     * Takes a pool in.
     *
     * @param name what it is called in messages and figures
     * @param pinned whether its connections are never closed to make room
     * @param idleTimeout after how long without use all its connections are closed; zero for never
     * @return its share, of which nothing is used; closed by the pool
     */
    public BudgetShare share(String name, boolean pinned, Duration idleTimeout) {
        return new BudgetShare(this, name, pinned, idleTimeout);
    }

    /** {@return the figures of this moment} */
    public BudgetTotals totals() {
        return locked(() -> ledger.totals(waiters.size()));
    }

    private void locked(Runnable change) {
        locked(() -> {
            change.run();
            return true;
        });
    }

    /** Changes a share, and lets in who may enter now. */
    private void changed(BudgetShare share, Consumer<BudgetShare> change) {
        locked(() -> {
            change.accept(share);
            serve();
        });
    }

    private <T> T locked(Supplier<T> change) {
        lock.lock();
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    void attach(BudgetShare share, BudgetedPool pool) {
        changed(share, attached -> attached.pool = pool);
    }

    Entry enter(BudgetShare share, Duration maxWait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (share.closed) {
                return Entry.CLOSED;
            }
            if (waiters.isEmpty() && mayEnter(share)) {
                ledger.change(share, 1, 0, 0);
                return Entry.ENTERED;
            }
            if (waiters.size() >= maxWaiters) {
                return Entry.TOO_MANY_WAITERS;
            }
            return await(new Waiter(share, lock.newCondition()), maxWait.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private Entry await(Waiter me, long nanos) throws InterruptedException {
        long left = nanos;
        waiters.add(me);
        try {
            serve();
            while (!me.entered && !me.share.closed && left > 0) {
                left = me.granted.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            if (me.entered) {
                ledger.change(me.share, -1, 0, 0);
            }
            throw interrupted;
        } finally {
            waiters.remove(me);
            serve();
        }
        if (me.entered) {
            return Entry.ENTERED;
        }
        return me.share.closed ? Entry.CLOSED : Entry.TIMED_OUT;
    }

    private boolean mayEnter(BudgetShare share) {
        return !share.parking && (share.hasSpare() || ledger.hasRoom());
    }

    boolean leaveClosing(BudgetShare share, boolean closes) {
        return locked(() -> {
            boolean makesRoom = !closes && isWantedElsewhere(share);
            if (closes || makesRoom) {
                share.lastUsed = System.nanoTime();
                ledger.closedForOthers += makesRoom ? 1 : 0;
                ledger.change(share, -1, 0, 1);
                serve();
            }
            return closes || makesRoom;
        });
    }

    void leave(BudgetShare share) {
        changed(share, left -> {
            left.lastUsed = System.nanoTime();
            ledger.change(left, -1, 0, 0);
        });
    }

    private boolean isWantedElsewhere(BudgetShare share) {
        Waiter next = waiters.next();
        return next != null
                && !share.pinned
                && next.share != share
                && !next.share.hasSpare()
                && !ledger.hasRoom()
                && ledger.closing() < waiters.size();
    }

    boolean beginOpen(BudgetShare share) {
        return locked(() -> {
            boolean needed = share.inUse > share.physical - share.closing || (share.pinned && ledger.hasRoom());
            if (needed && !share.parking) {
                share.opening++;
                ledger.change(share, 0, 1, 0);
            }
            return needed && !share.parking;
        });
    }

    void endOpen(BudgetShare share, boolean success) {
        changed(share, opened -> {
            opened.opening--;
            ledger.change(opened, 0, success ? 0 : -1, 0);
        });
    }

    void connectionClosed(BudgetShare share) {
        locked(() -> {
            ledger.noLongerClosing(share, -1);
            share.emptied = share.emptied || (share.isEmpty() && threads.soon(() -> parkIfStillEmpty(share)));
            serve();
        });
    }

    /** A moment later: who has just closed the last connection is on his way out of the pool, or somebody uses it again. */
    private void parkIfStillEmpty(BudgetShare share) {
        locked(() -> {
            share.emptied = false;
            if (share.isEmpty()) {
                park(share);
            }
        });
    }

    void refuse(BudgetShare share) {
        locked(() -> {
            share.closed = true;
            waiters.wake(share);
        });
    }

    /** What is being parked is waited for, so that nothing of the pool is left when this returns. */
    void remove(BudgetShare share) {
        long left = LONGEST_PARK.toNanos();
        refuse(share);
        lock.lock();
        try {
            while (share.parking && left > 0) {
                left = parked.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            share.pool = null;
            lock.unlock();
        }
    }

    /** Lets in whose turn it is as long as there is room, and begins to make room for the others. */
    private void serve() {
        Waiter next = waiters.next();
        while (next != null && mayEnter(next.share)) {
            ledger.change(next.share, 1, 0, 0);
            waiters.enter(next);
            next = waiters.next();
        }
        while (ledger.closing() < waiters.size()) {
            BudgetShare victim = ledger.leastRecentlyUsed();
            if (victim == null) {
                return;
            }
            ledger.closedForOthers++;
            closeIdle(victim);
        }
    }

    private void closeIdle(BudgetShare victim) {
        BudgetedPool pool = victim.pool;
        if (victim.isUnused() && victim.physical == 1) {
            park(victim);
        } else if (pool != null) {
            ledger.change(victim, 0, 0, 1);
            threads.closers.execute(() -> {
                if (!pool.closeOneIdle()) {
                    changed(victim, kept -> ledger.noLongerClosing(kept, 0));
                }
            });
        }
    }

    private void park(BudgetShare victim) {
        BudgetedPool pool = victim.pool;
        if (pool != null) {
            victim.parking = true;
            ledger.change(victim, 0, 0, victim.physical);
            threads.closers.execute(() -> {
                try {
                    pool.park();
                } finally {
                    parked(victim);
                }
            });
        }
    }

    private void parked(BudgetShare share) {
        changed(share, done -> {
            done.parking = false;
            parked.signalAll();
        });
    }

    private void closeUnused() {
        locked(() -> {
            for (BudgetShare share : ledger.unused()) {
                ledger.idlePoolsClosed++;
                park(share);
            }
        });
    }

    /** Ends the threads; the pools are closed before. A second call does nothing. */
    @Override
    public void close() {
        looking.cancel(false);
        threads.close();
    }
}
