package dev.cormorant.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
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

    /** What to compare: which benchmark, which of its results are the floor, and which others are set against it, by title. */
    private record Comparison(
            Class<?> benchmark, Predicate<RunResult> floor, Map<String, Predicate<RunResult>> others) {}

    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "choke-point",
            new Comparison(
                    ChokePointBenchmark.class,
                    method("barePool"),
                    new TreeMap<>(Map.of(
                            "choke point / bare pool", method("chokePoint"),
                            "choke point without kept statements / bare pool", method("preparingAnew")))),
            "monitor",
            new Comparison(MonitorBenchmark.class, monitored(false), Map.of("monitoring on / off", monitored(true))));

    private static Predicate<RunResult> method(String name) {
        return result -> result.getPrimaryResult().getLabel().equals(name);
    }

    private static Predicate<RunResult> monitored(boolean is) {
        return result -> result.getParams().getParam("monitored").equals(Boolean.toString(is));
    }

    /**
     * Runs.
     *
     * @param arguments optionally the number of rounds, 5 unless said otherwise, and what to compare: {@code choke-point}, which is
     *     the default, or {@code monitor}
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws RunnerException {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        String name = arguments.length < 2 ? "choke-point" : arguments[1];
        Comparison comparison = COMPARISONS.get(name);
        if (comparison == null) {
            throw new IllegalArgumentException("there is no " + name + "; there are " + COMPARISONS.keySet());
        }
        Map<String, List<Double>> ratios = new TreeMap<>();
        for (int round = 1; round <= rounds; round++) {
            Collection<RunResult> results = new Runner(options(comparison)).run();
            double floor = fastest(results, comparison.floor());
            for (Map.Entry<String, Predicate<RunResult>> other :
                    comparison.others().entrySet()) {
                double ratio = fastest(results, other.getValue()) / floor;
                ratios.computeIfAbsent(other.getKey(), title -> new ArrayList<>())
                        .add(ratio);
                System.out.printf(Locale.ROOT, "round %d: %s = %.3f%n", round, other.getKey(), ratio);
            }
        }
        ratios.forEach(Main::tell);
    }

    private static void tell(String title, List<Double> ratios) {
        List<Double> sorted = ratios.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "select by primary key on SQLite, %s: median %.3f (%.3f to %.3f, %d rounds)%n",
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
