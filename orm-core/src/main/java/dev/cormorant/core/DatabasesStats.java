package dev.cormorant.core;

import dev.cormorant.core.budget.BudgetTotals;
import java.util.List;

/**
 * The figures of a set of databases at one moment.
 *
 * @param budget connections of all together
 * @param databases each open database, in the order of their labels
 */
public record DatabasesStats(BudgetTotals budget, List<Member> databases) {

    /**
     * One open database of the set.
     *
     * @param label the driver and the name, such as {@code postgres "orders"}
     * @param owners how many have it open; 0 if it is kept for the next one
     * @param stats its figures
     */
    public record Member(String label, int owners, DatabaseStats stats) {}

    /** {@return how many databases are open} */
    public int open() {
        return databases.size();
    }

    /** {@return how many of them have no owner} */
    public int unowned() {
        return (int) databases.stream().filter(member -> member.owners() == 0).count();
    }

    /** {@return how many connections callers hold now} */
    public int active() {
        return databases.stream()
                .mapToInt(member -> member.stats().connections().active())
                .sum();
    }

    /** {@return how many connections callers have taken so far from the databases that are open now} */
    public long taken() {
        return databases.stream()
                .mapToLong(member -> member.stats().connections().taken())
                .sum();
    }
}
