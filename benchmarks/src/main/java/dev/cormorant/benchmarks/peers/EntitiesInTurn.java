package dev.cormorant.benchmarks.peers;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What entities cost: the same rows through them, and through JDBC written by hand on the same pool. Both in one JVM, in turn, in short
 * blocks. On SQLite, where all of the work is done by the thread itself, its processor time is counted, of which others on the machine
 * take none away; on a server the time that goes by.
 */
public final class EntitiesInTurn {

    private static final long BLOCK = 4_000_000;
    private static final int WARM_UP = 150;
    private static final int PAIRS = Integer.getInteger("orm.benchmark.pairs", 300);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String database;
    private final boolean processorTime;
    private long number;
    private volatile Object last = "";

    private EntitiesInTurn(String database) {
        this.database = database;
        this.processorTime = database.equals("sqlite");
    }

    /** One operation. */
    private interface Operation {
        Object run() throws Exception;
    }

    /** What a block of operations took for each of them. */
    private record Cost(double nanos, double bytes) {

        Cost plus(Cost more, int of) {
            return new Cost(nanos + more.nanos / of, bytes + more.bytes / of);
        }
    }

    /** What two of them took. */
    private record Costs(Cost first, Cost second) {}

    /**
     * Runs, and prints the ratios.
     *
     * @param rounds how many, from 1 on
     * @param name of a {@link dev.cormorant.testing.DatabaseKind}, in small letters
     * @throws Exception if there is no such database, or something fails
     */
    public static void run(int rounds, String name) throws Exception {
        try (Prepared prepared = Prepared.of(name, Rows.ITEMS, false);
                CormorantPeer ours = new CormorantPeer(prepared.place())) {
            Peer byHand = new JdbcPeer(prepared.place(), ours.dataSource(), () -> {});
            EntitiesInTurn turns = new EntitiesInTurn(name);
            for (int round = 1; round <= rounds; round++) {
                turns.compare(round, "select by key into a record", turns.keys(ours), turns.keys(byHand));
                turns.compare(round, "list of 100 rows", turns.lists(ours), turns.lists(byHand));
                turns.compare(round, "insert with generated key", turns.inserts(ours), turns.inserts(byHand));
                turns.compare(round, "relation of 100 by 10", ours::purchases, byHand::purchases);
            }
        }
    }

    private Operation keys(Peer peer) {
        return () -> peer.byKey(1 + number++ % Rows.ITEMS);
    }

    private Operation lists(Peer peer) {
        return () -> peer.list((int) (number++ % (Rows.ITEMS / Rows.ITEMS_OF_A_GROUP)));
    }

    private Operation inserts(Peer peer) {
        return () -> peer.insert("a guest", (int) (number++ % Rows.ACCOUNTS));
    }

    private void compare(int round, String title, Operation ours, Operation byHand) throws Exception {
        int some = Math.max(1, (int) (BLOCK / Math.max(1, warm(ours, byHand))));
        List<Double> ratios = new ArrayList<>();
        Cost our = new Cost(0, 0);
        Cost hand = our;
        for (int pair = 0; pair < PAIRS; pair++) {
            boolean oursFirst = pair % 2 == 0;
            Costs costs = oursFirst ? costs(ours, byHand, some) : costs(byHand, ours, some);
            our = oursFirst ? costs.first() : costs.second();
            hand = oursFirst ? costs.second() : costs.first();
            ratios.add(our.nanos() / hand.nanos());
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "round %d: on %s, %s, entities / by hand: median %.3f (quartiles %.3f to %.3f, %d pairs of blocks),"
                        + " %.0f and %.0f bytes allocated, %.1f µs by hand%n",
                round,
                database,
                title,
                sorted.get(PAIRS / 2),
                sorted.get(PAIRS / 4),
                sorted.get(PAIRS * 3 / 4),
                PAIRS,
                our.bytes(),
                hand.bytes(),
                hand.nanos() / 1_000);
    }

    /** {@return about what one operation takes, when both are compiled} */
    private double warm(Operation ours, Operation byHand) throws Exception {
        double nanos = 1;
        int some = 10;
        for (int pair = 0; pair < WARM_UP; pair++) {
            cost(ours, some);
            nanos = cost(byHand, some).nanos();
            some = (int) Math.min(10_000, Math.max(10, BLOCK / nanos));
        }
        return nanos;
    }

    /** On a server they take turns one by one, so that what else goes on there meets both. */
    private Costs costs(Operation one, Operation other, int times) throws Exception {
        if (processorTime) {
            return new Costs(cost(one, times), cost(other, times));
        }
        Cost first = new Cost(0, 0);
        Cost second = first;
        for (int i = 0; i < times; i++) {
            first = first.plus(cost(one, 1), times);
            second = second.plus(cost(other, 1), times);
        }
        return new Costs(first, second);
    }

    private Cost cost(Operation operation, int times) throws Exception {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long startedAt = now();
        for (int i = 0; i < times; i++) {
            last = operation.run();
        }
        long took = now() - startedAt;
        return new Cost((double) took / times, (double) (THREADS.getCurrentThreadAllocatedBytes() - bytes) / times);
    }

    private long now() {
        return processorTime ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    @Override
    public String toString() {
        return database + ", last " + last;
    }
}
