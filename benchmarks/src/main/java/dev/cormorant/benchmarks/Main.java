package dev.cormorant.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** Two things to compare: which benchmark, what the ratio is of, and which of its results are the floor. */
    private record Comparison(Class<?> benchmark, String title, Predicate<RunResult> floor) {}

    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "choke-point",
            new Comparison(ChokePointBenchmark.class, "choke point / bare pool", result -> result.getPrimaryResult()
                    .getLabel()
                    .equals("barePool")),
            "monitor",
            new Comparison(MonitorBenchmark.class, "monitoring on / off", result -> result.getParams()
                    .getParam("monitored")
                    .equals("false")));

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
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratios[round] = ratio(new Runner(options(comparison)).run(), comparison);
            System.out.printf(Locale.ROOT, "round %d: %s = %.3f%n", round + 1, comparison.title(), ratios[round]);
        }
        List<Double> sorted = java.util.Arrays.stream(ratios).sorted().boxed().toList();
        System.out.printf(
                Locale.ROOT,
                "select by primary key on SQLite, %s: median %.3f (%.3f to %.3f, %d rounds)%n",
                comparison.title(),
                sorted.get(rounds / 2),
                sorted.get(0),
                sorted.get(rounds - 1),
                rounds);
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

    private static double ratio(Collection<RunResult> results, Comparison comparison) {
        return fastest(results, comparison.floor().negate()) / fastest(results, comparison.floor());
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
