package dev.cormorant.benchmarks.peers;

import dev.cormorant.benchmarks.process.ChildJvm;
import dev.cormorant.testing.DatabaseKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Streams many rows into records with a heap of 64 MB, each layer in a JVM of its own: as its documentation says with nothing set, and
 * with what has to be set by hand. Cormorant is given nothing in both.
 */
public final class StreamRun {

    private static final int ROWS = Integer.getInteger("orm.benchmark.rows", 1_000_000);
    private static final Map<String, String> WORKS = new LinkedHashMap<>();

    static {
        WORKS.put("unset", "streamed with nothing set");
        WORKS.put("set", "streamed with a transaction and a fetch size set by hand; Cormorant still with nothing");
    }

    private StreamRun() {}

    /** Takes rows as a program would that writes them somewhere. */
    private static final class Taker {
        private long count;
        private @Nullable Object last;

        void take(Object row) {
            count++;
            last = row;
        }
    }

    /**
     * Runs, prints the ratios, and writes them into the working folder's {@code benchmarks/target}.
     *
     * @param rounds how many, from 1 on
     * @param name of a {@link DatabaseKind}, in small letters
     * @throws IllegalArgumentException if there is no such database
     * @throws IOException if the report cannot be written
     */
    public static void run(int rounds, String name) throws IOException {
        try (Prepared prepared = Prepared.of(name, ROWS, true)) {
            Figures figures = new Figures("set");
            for (int round = 1; round <= rounds; round++) {
                for (String work : WORKS.keySet()) {
                    for (Layer layer : Layer.values()) {
                        figures.add(work, layer, micros(prepared, layer, work));
                    }
                }
            }
            prepared.report(
                    "stream",
                    figures.table(
                            String.format(Locale.ROOT, "time of a row out of %,d, `-Xmx64m`", ROWS),
                            WORKS,
                            (work, time) -> Figures.micros(time),
                            "out of memory"));
        }
    }

    private static double micros(Prepared prepared, Layer layer, String work) throws IOException {
        try {
            return new ChildJvm(
                            List.of("-Xmx64m"),
                            StreamRun.class,
                            List.of(layer.name(), work, prepared.note().toString(), String.valueOf(ROWS)))
                    .figures()
                    .get(0);
        } catch (ChildJvm.OutOfMemory e) {
            return Double.NaN;
        }
    }

    /**
     * Measures one layer in this JVM: streams twice, and prints the microseconds for one row of the second time.
     *
     * @param arguments the name of the layer, {@code unset} or {@code set}, the file that names the database, and the number of rows
     * @throws Exception if it fails
     */
    public static void main(String[] arguments) throws Exception {
        Place place = Place.read(Path.of(arguments[2]));
        int fetchSize = arguments[1].equals("unset") ? 0 : place.fetchSize();
        long rows = Long.parseLong(arguments[3]);
        try (Peer peer = Layer.valueOf(arguments[0]).open(place)) {
            if (place.processor().isPresent()) {
                place.processor().get().bindThisThread();
            }
            stream(peer, fetchSize, rows);
            long started = System.nanoTime();
            stream(peer, fetchSize, rows);
            ChildJvm.tell((System.nanoTime() - started) / 1e3 / rows);
        }
    }

    private static void stream(Peer peer, int fetchSize, long rows) throws Exception {
        Taker taker = new Taker();
        peer.stream(fetchSize, taker::take);
        if (taker.count != rows || taker.last == null) {
            throw new IllegalStateException("there were " + taker.count + " rows");
        }
    }
}
