package dev.cormorant.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks in rounds, the rivals in turn within each round, and prints the ratio to the floor. */
public final class Main {

    /** Many short measurements: on a busy machine the best of them found it quiet. */
    private static final int MOMENTS = 40;

    private Main() {}

    /** What to compare: which benchmark, and which of its results are set against each other, by title. */
    private record Comparison(Class<?> benchmark, Map<String, Pair> pairs) {}

    /** Which results are set against which floor. */
    private record Pair(Predicate<RunResult> result, Predicate<RunResult> floor) {}

    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "choke-point",
            new Comparison(
                    ChokePointBenchmark.class,
                    Map.of(
                            "choke point / bare pool", pair("chokePoint", "barePool"),
                            "choke point without kept statements / bare pool", pair("preparingAnew", "barePool"))));

    private static Pair pair(String result, String floor) {
        return new Pair(method(result), method(floor));
    }

    private static Predicate<RunResult> method(String name) {
        return result -> result.getPrimaryResult().getLabel().equals(name);
    }

    /**
     * Runs.
     *
     * @param arguments optionally the number of rounds, 5 unless said otherwise, what to compare: {@code choke-point}, which is the
     *     default, {@code monitor}, {@code entities} or {@code bulk}, and for the last two on which database: {@code sqlite}, which is the default,
     *     {@code postgres}, {@code mysql} or {@code mariadb}
     * @throws RunnerException if a benchmark fails
     * @throws SQLException if a benchmark of entities fails
     */
    public static void main(String[] arguments) throws RunnerException, SQLException {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        String name = arguments.length < 2 ? "choke-point" : arguments[1];
        if (name.equals("monitor")) {
            MonitorInTurn.run(rounds);
            return;
        }
        if (name.equals("entities")) {
            EntitiesInTurn.run(rounds, arguments.length < 3 ? "sqlite" : arguments[2]);
            return;
        }
        if (name.equals("bulk")) {
            BulkInTurn.run(rounds, arguments.length < 3 ? "sqlite" : arguments[2]);
            return;
        }
        Comparison comparison = COMPARISONS.get(name);
        if (comparison == null) {
            throw new IllegalArgumentException(
                    "there is no " + name + "; there are monitor, entities, bulk and " + COMPARISONS.keySet());
        }
        Map<String, List<Double>> ratios = new TreeMap<>();
        for (int round = 1; round <= rounds; round++) {
            Collection<RunResult> results = new Runner(options(comparison)).run();
            for (Map.Entry<String, Pair> pair : comparison.pairs().entrySet()) {
                double ratio = fastest(results, pair.getValue().result())
                        / fastest(results, pair.getValue().floor());
                ratios.computeIfAbsent(pair.getKey(), title -> new ArrayList<>())
                        .add(ratio);
                System.out.printf(Locale.ROOT, "round %d: %s = %.3f%n", round, pair.getKey(), ratio);
            }
            results.forEach(Main::tellAllocation);
        }
        ratios.forEach(Main::tell);
    }

    /** Bytes that one operation allocates, as the profiler of JMH counts them. */
    private static void tellAllocation(RunResult result) {
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        if (allocated != null) {
            System.out.printf(
                    Locale.ROOT,
                    "%s allocates %.0f bytes%n",
                    result.getPrimaryResult().getLabel(),
                    allocated.getScore());
        }
    }

    private static void tell(String title, List<Double> ratios) {
        List<Double> sorted = ratios.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "on SQLite, %s: median %.3f (%.3f to %.3f, %d rounds)%n",
                title,
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                sorted.size());
    }

    private static Options options(Comparison comparison) {
        return new OptionsBuilder()
                .include(comparison.benchmark().getSimpleName())
                .forks(1)
                .addProfiler(GCProfiler.class)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(MOMENTS)
                .measurementTime(TimeValue.milliseconds(250))
                .jvmArgsAppend("-Xmx256m", "--enable-native-access=ALL-UNNAMED")
                .build();
    }

    /** The best iteration: what the work costs when the machine does nothing else meanwhile. */
    private static double fastest(Collection<RunResult> results, Predicate<RunResult> which) {
        return results.stream()
                .filter(which)
                .flatMap(result -> result.getBenchmarkResults().stream())
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> (Result<?>) iteration.getPrimaryResult())
                .map(Result::getScore)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
