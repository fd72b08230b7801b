package dev.cormorant.benchmarks.peers;

import dev.cormorant.benchmarks.process.ChildJvm;
import dev.cormorant.benchmarks.process.Memory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From the start of a JVM to the first row by its key: the time that goes by, and the memory that is resident by then. */
public final class StartRun {

    private static final int TIMES = 10;
    /** An application has one driver; each that it has besides is loaded by the first connection. Logging is its own matter. */
    private static final Pattern LEFT_OUT =
            Pattern.compile(".*(mysql|mariadb|postgres|logback).*", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> WORKS = new LinkedHashMap<>();

    static {
        WORKS.put("time", "JVM start to the first row");
        WORKS.put("resident", "most resident memory until then");
    }

    private StartRun() {}

    /**
     * Runs, prints the ratios, and writes them into the working folder's {@code benchmarks/target}.
     *
     * @param rounds how many, from 1 on, of ten starts of each layer
     * @param name {@code sqlite}
     * @throws IllegalArgumentException if it is another database
     * @throws IOException if the report cannot be written
     */
    public static void run(int rounds, String name) throws IOException {
        if (!name.equals("sqlite")) {
            throw new IllegalArgumentException("the start is measured on sqlite alone, not on " + name);
        }
        try (Prepared prepared = Prepared.of(name, Rows.ITEMS, false)) {
            Figures figures = new Figures();
            for (int round = 1; round <= rounds; round++) {
                InTurn.round(figures, List.copyOf(WORKS.keySet()), TIMES, layer -> start(prepared, layer));
            }
            prepared.report("start", figures.table("start", WORKS, StartRun::unit, "–"));
        }
    }

    private static String unit(String work, double cost) {
        return work.equals("time") ? Figures.micros(cost) : Figures.bytes(cost);
    }

    /** {@return microseconds and bytes} The processes of a Linux machine share the clock. */
    private static List<Double> start(Prepared prepared, Layer layer) throws ChildJvm.OutOfMemory, IOException {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !LEFT_OUT.matcher(Path.of(entry).getFileName().toString())
                        .matches())
                .collect(Collectors.joining(File.pathSeparator));
        long started = System.nanoTime();
        List<Double> figures = new ChildJvm(
                        List.of("-Xmx256m", "-cp", path),
                        StartRun.class,
                        List.of(layer.name(), prepared.note().toString()))
                .figures();
        return List.of((figures.get(0) - started) / 1e3, figures.get(1));
    }

    /**
     * Reads one row in this JVM, and prints when that was and the most memory that was resident.
     *
     * @param arguments the name of the layer, and the file that names the database
     * @throws Exception if it fails
     */
    public static void main(String[] arguments) throws Exception {
        try (Peer peer = Layer.valueOf(arguments[0]).open(Place.read(Path.of(arguments[1])))) {
            peer.byKey(1);
            long now = System.nanoTime();
            ChildJvm.tell(now, Memory.mostResident());
        }
    }
}
