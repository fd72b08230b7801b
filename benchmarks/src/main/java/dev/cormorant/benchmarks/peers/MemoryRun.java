package dev.cormorant.benchmarks.peers;

import dev.cormorant.benchmarks.peers.Rows.Search;
import dev.cormorant.benchmarks.process.ChildJvm;
import dev.cormorant.benchmarks.process.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a process holds after 10,000 operations of several kinds, each layer in a JVM of its own. */
public final class MemoryRun {

    private static final int TIMES = 3;
    private static final int OPERATIONS = 10_000;
    private static final Map<String, String> WORKS = new LinkedHashMap<>();

    static {
        WORKS.put("resident", "10,000 mixed operations: resident memory");
        WORKS.put("heap", "10,000 mixed operations: live heap");
    }

    private MemoryRun() {}

    /**
     * Runs, prints the ratios, and writes them into the working folder's {@code benchmarks/target}.
     *
     * @param rounds how many, from 1 on, of three measurements of each layer
     * @param name of a {@link dev.cormorant.testing.DatabaseKind}, in small letters
     * @throws IllegalArgumentException if there is no such database
     * @throws IOException if the report cannot be written
     */
    public static void run(int rounds, String name) throws IOException {
        try (Prepared prepared = Prepared.of(name, Rows.ITEMS, false)) {
            Figures figures = new Figures();
            for (int round = 1; round <= rounds; round++) {
                InTurn.round(figures, List.copyOf(WORKS.keySet()), TIMES, layer -> new ChildJvm(
                                List.of("-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"),
                                MemoryRun.class,
                                List.of(layer.name(), prepared.note().toString()))
                        .figures());
            }
            prepared.report("memory", figures.table("memory", WORKS, (work, bytes) -> Figures.bytes(bytes), "–"));
        }
    }

    /**
     * Does the work in this JVM, and prints what is resident and what is live.
     *
     * @param arguments the name of the layer, and the file that names the database
     * @throws Exception if it fails
     */
    public static void main(String[] arguments) throws Exception {
        try (Peer peer = Layer.valueOf(arguments[0]).open(Place.read(Path.of(arguments[1])))) {
            for (int number = 0; number < OPERATIONS; number++) {
                operation(peer, number);
            }
            long heap = Memory.liveHeap();
            ChildJvm.tell(Memory.resident(), heap);
        }
    }

    /** Mostly rows by key, now and then all else. */
    private static void operation(Peer peer, int number) throws Exception {
        if (number % 100 == 0) {
            peer.purchases();
            return;
        }
        switch (number % 10) {
            case 1 -> peer.list(number % (Rows.ITEMS / Rows.ITEMS_OF_A_GROUP));
            case 2 -> peer.search(Search.number(number));
            case 3, 4 -> peer.insert("a guest", number);
            case 5, 6 -> peer.modify(1 + number % Rows.ACCOUNTS, 1);
            default -> peer.byKey(1 + number % Rows.ITEMS);
        }
    }
}
