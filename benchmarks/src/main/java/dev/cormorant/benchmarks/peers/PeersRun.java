package dev.cormorant.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Compares the layers on one database. In each round and for each kind of work all layers are measured one after the other, each in a
 * JVM of its own.
 */
public final class PeersRun {

    /** One iteration of the five that count; those to warm up are somewhat longer. */
    private static final int MILLIS = Integer.getInteger("orm.benchmark.millis", 350);

    private static final int WARMUPS = 3;
    private static final int LONG_WARMUPS = 4 * WARMUPS;
    private static final int LONGEST_WARMUPS = 10 * WARMUPS;

    private PeersRun() {}

    /**
     * Runs with JVMs that have worked for little more than a second, prints the ratios, and writes them with a chart into the working
     * folder's {@code benchmarks/target}. A round takes four to five minutes.
     *
     * @param rounds how many, from 1 on
     * @param name of a {@link dev.cormorant.testing.DatabaseKind}, in small letters
     * @throws IllegalArgumentException if there is no such database
     * @throws RunnerException if a layer fails
     * @throws IOException if the report cannot be written
     */
    public static void quick(int rounds, String name) throws RunnerException, IOException {
        run(rounds, name, "peers", WARMUPS, Layer.ALL);
    }

    /**
     * The same with JVMs that have worked for five seconds, by when most of what they run is compiled. A round takes nine minutes.
     *
     * @param rounds how many, from 1 on
     * @param name of a {@link dev.cormorant.testing.DatabaseKind}, in small letters
     * @throws IllegalArgumentException if there is no such database
     * @throws RunnerException if a layer fails
     * @throws IOException if the report cannot be written
     */
    public static void warm(int rounds, String name) throws RunnerException, IOException {
        run(rounds, name, "warm", LONG_WARMUPS, Layer.ALL);
    }

    /**
     * JDBC by hand and Cormorant alone, with JVMs that have worked for twelve seconds: as long as it takes on two processors until all of
     * Cormorant is compiled. A round takes six minutes, so that there can be several, since one JVM compiles the same code in another
     * way than the next. Draws no chart.
     *
     * @param rounds how many, from 1 on
     * @param name of a {@link dev.cormorant.testing.DatabaseKind}, in small letters
     * @throws IllegalArgumentException if there is no such database
     * @throws RunnerException if a layer fails
     * @throws IOException if the report cannot be written
     */
    public static void pair(int rounds, String name) throws RunnerException, IOException {
        run(rounds, name, "pair", LONGEST_WARMUPS, Layer.PAIR);
    }

    private static void run(int rounds, String name, String report, int warmups, List<Layer> layers)
            throws RunnerException, IOException {
        try (Prepared prepared = Prepared.of(name, Rows.ITEMS, true)) {
            Agreement.check(prepared.place());
            Ratios ratios = new Ratios();
            for (int round = 1; round <= rounds; round++) {
                for (RunResult result : new Runner(options(prepared.note(), layers)
                                .include(PeersBenchmark.class.getSimpleName())
                                .addProfiler(GCProfiler.class)
                                .addProfiler(CallerTime.class)
                                .warmupIterations(warmups)
                                .warmupTime(TimeValue.milliseconds(MILLIS + MILLIS / 4))
                                .measurementTime(TimeValue.milliseconds(MILLIS))
                                .build())
                        .run()) {
                    ratios.add(result);
                }
            }
            prepared.report(report, ratios.table());
            if (layers.equals(Layer.ALL)) {
                Files.writeString(
                        Path.of("benchmarks", "target", report + "-" + prepared.name() + ".svg"),
                        new Chart(prepared.place().kind().name(), ratios).svg());
            }
        }
    }

    /** {@return what all measurements by JMH have in common} */
    static ChainedOptionsBuilder options(Path note, List<Layer> layers) {
        return new OptionsBuilder()
                .param("layer", layers.stream().map(Enum::name).toArray(String[]::new))
                .forks(1)
                .shouldFailOnError(true)
                .warmupIterations(WARMUPS)
                .measurementIterations(5)
                .timeout(TimeValue.minutes(1))
                .jvmArgsAppend(
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.jooq.no-logo=true",
                        "-Dorg.jooq.no-tips=true",
                        "-D" + PeersBenchmark.PLACE + "=" + note);
    }
}
