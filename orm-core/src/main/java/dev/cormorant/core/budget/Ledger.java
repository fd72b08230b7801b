package dev.cormorant.core.budget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who has how much of a budget. Guarded by the lock of the budget. */
final class Ledger {

    final int size;
    long closedForOthers;
    long idlePoolsClosed;
    /** Those that take something of the budget: never more than its size. */
    private final Set<BudgetShare> holders = new LinkedHashSet<>();
    /** What exists, and what those who have entered may open yet. */
    private int taken;

    private int closing;
    private int open;
    private int peak;

    Ledger(int size) {
        this.size = size;
    }

    /** The one place where the numbers of a share change. */
    void change(BudgetShare share, int inUse, int physical, int nowClosing) {
        int before = share.slots();
        share.inUse += inUse;
        share.physical += physical;
        share.closing += nowClosing;
        open += physical;
        peak = Math.max(peak, open);
        closing += nowClosing;
        taken += share.slots() - before;
        if (share.slots() > 0) {
            holders.add(share);
        } else {
            holders.remove(share);
        }
    }

    /** A connection that was to be closed is closed, or kept after all. */
    void noLongerClosing(BudgetShare share, int physical) {
        change(share, 0, physical, share.closing > 0 ? -1 : 0);
    }

    boolean hasRoom() {
        return taken < size;
    }

    /** {@return how many connections are on their way to be closed, each of which will make room} */
    int closing() {
        return closing;
    }

    @Nullable
    BudgetShare leastRecentlyUsed() {
        BudgetShare oldest = null;
        for (BudgetShare share : holders) {
            if (share.hasIdle() && (oldest == null || share.lastUsed - oldest.lastUsed < 0)) {
                oldest = share;
            }
        }
        return oldest;
    }

    /** {@return the pools that nobody has used for longer than they are to be kept} */
    List<BudgetShare> unused() {
        long now = System.nanoTime();
        List<BudgetShare> found = new ArrayList<>();
        for (BudgetShare share : holders) {
            if (share.isUnused() && share.idleNanos > 0 && now - share.lastUsed >= share.idleNanos) {
                found.add(share);
            }
        }
        return found;
    }

    BudgetTotals totals(int waiting) {
        List<BudgetTotals.Holder> biggest = holders.stream()
                .map(share -> new BudgetTotals.Holder(share.name, share.physical, share.inUse))
                .sorted(Comparator.comparingInt(BudgetTotals.Holder::open).reversed())
                .toList();
        int inUse = holders.stream().mapToInt(share -> share.inUse).sum();
        return new BudgetTotals(size, open, peak, inUse, waiting, closedForOthers, idlePoolsClosed, biggest);
    }
}
