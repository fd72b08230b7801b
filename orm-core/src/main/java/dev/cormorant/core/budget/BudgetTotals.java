package dev.cormorant.core.budget;

import java.util.List;

/**
 * The figures of a connection budget at one moment.
 *
 * @param size the most physical connections of all databases together
 * @param open physical connections that are open, being opened or being closed now
 * @param peak the highest {@code open} so far
 * @param inUse connections that callers hold now, or that are being opened for them
 * @param waiting callers that wait because the budget is used up
 * @param closedForOthers connections that were closed so far to make room for another database
 * @param idlePoolsClosed pools that were closed so far because nobody used them
 * @param holders the pools that have connections, the biggest first; at most {@code size}
 */
public record BudgetTotals(
        int size,
        int open,
        int peak,
        int inUse,
        int waiting,
        long closedForOthers,
        long idlePoolsClosed,
        List<Holder> holders) {

    private static final int SHOWN = 3;

    /**
     * A pool that has connections.
     *
     * @param pool its name
     * @param open its physical connections
     * @param inUse how many of them callers hold, or are waiting for while they are opened
     */
    public record Holder(String pool, int open, int inUse) {

        /** {@return as messages say it} */
        @Override
        public String toString() {
            return pool + " " + open + " (" + inUse + " in use)";
        }
    }

    /** {@return the figures and the biggest holders, as messages say them} */
    @Override
    public String toString() {
        List<String> biggest =
                holders.stream().limit(SHOWN).map(Holder::toString).toList();
        return open + " of " + size + " open, " + inUse + " in use, " + waiting + " waiting"
                + (biggest.isEmpty() ? "" : "; biggest: " + String.join(", ", biggest));
    }
}
