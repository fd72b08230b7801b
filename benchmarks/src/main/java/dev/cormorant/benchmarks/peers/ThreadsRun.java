package dev.cormorant.benchmarks.peers;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * Many threads that read rows by their keys through a pool of 4, with no pause: how much they get done, and how long one waits. Nothing is
 * bound to a processor. JMH runs each layer in a JVM of its own.
 */
public final class ThreadsRun {

    static final int THREADS = 64;

    private static final int MILLIS = Integer.getInteger("orm.benchmark.millis", 1_000);

    /** On two processors the compilers take turns with 64 threads, and what they take is not the layer's. */
    private static final int WARMUPS = 12;

    private static final Map<String, String> WORKS = new LinkedHashMap<>();

    static {
        WORKS.put("mean", THREADS + " threads on a pool of 4: operations/s, floor's ÷ layer's");
        WORKS.put("p50", "time of an operation, p50");
        WORKS.put("p99", "time of an operation, p99");
    }

    private ThreadsRun() {}

    /**
     * Runs, prints the ratios, and writes them into the working folder's {@code benchmarks/target}.
     *
     * @param rounds how many, from 1 on
     * @param name of a {@link dev.cormorant.testing.DatabaseKind}, in small letters
     * @throws IllegalArgumentException if there is no such database
     * @throws RunnerException if a layer fails
     * @throws IOException if the report cannot be written
     */
    public static void run(int rounds, String name) throws RunnerException, IOException {
        try (Prepared prepared = Prepared.of(name, Rows.ITEMS, false)) {
            Figures figures = new Figures();
            for (int round = 1; round <= rounds; round++) {
                for (RunResult result : new Runner(PeersRun.options(prepared.note(), Layer.ALL)
                                .include(ThreadsBenchmark.class.getSimpleName())
                                .threads(THREADS)
                                .warmupIterations(WARMUPS)
                                .warmupTime(TimeValue.milliseconds(MILLIS))
                                .measurementTime(TimeValue.milliseconds(MILLIS))
                                .build())
                        .run()) {
                    Layer layer = Layer.valueOf(result.getParams().getParam("layer"));
                    figures.add("mean", layer, median(result, Statistics::getMean));
                    figures.add("p50", layer, median(result, times -> times.getPercentile(50)));
                    figures.add("p99", layer, median(result, times -> times.getPercentile(99)));
                }
            }
            prepared.report("threads", figures.table("many threads", WORKS, ThreadsRun::unit, "–"));
        }
    }

    /** {@return the middle one of the iterations: the fastest one is that in which fewest threads waited} */
    private static double median(RunResult result, ToDoubleFunction<Statistics> figure) {
        List<Double> sorted = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration ->
                        figure.applyAsDouble(iteration.getPrimaryResult().getStatistics()))
                .sorted()
                .toList();
        return Figures.median(sorted);
    }

    /** With no pause between operations, their mean time says how many there are in a second. */
    private static String unit(String work, double micros) {
        return work.equals("mean")
                ? String.format(Locale.ROOT, "%,.0f/s", THREADS * 1e6 / micros)
                : Figures.micros(micros);
    }
}
