package dev.cormorant.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks in rounds, the rivals in turn within each round, and prints the ratio to the floor. */
public final class Main {

    private static final String FLOOR = "barePool";

    private Main() {}

    /**
     * Runs.
     *
     * @param arguments optionally the number of rounds, 5 unless said otherwise
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws RunnerException {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratios[round] = ratio(new Runner(options()).run());
            System.out.printf(Locale.ROOT, "round %d: choke point / bare pool = %.3f%n", round + 1, ratios[round]);
        }
        List<Double> sorted = java.util.Arrays.stream(ratios).sorted().boxed().toList();
        System.out.printf(
                Locale.ROOT,
                "select by primary key on SQLite, choke point / bare pool: median %.3f (%.3f to %.3f, %d rounds)%n",
                sorted.get(rounds / 2),
                sorted.get(0),
                sorted.get(rounds - 1),
                rounds);
    }

    private static Options options() {
        return new OptionsBuilder()
                .include(ChokePointBenchmark.class.getSimpleName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .jvmArgsAppend("-Xmx256m", "--enable-native-access=ALL-UNNAMED")
                .build();
    }

    private static double ratio(Collection<RunResult> results) {
        return fastest(results, false) / fastest(results, true);
    }

    /** The best iteration: what the work costs when the machine does nothing else meanwhile. */
    private static double fastest(Collection<RunResult> results, boolean floor) {
        return results.stream()
                .filter(result -> result.getPrimaryResult().getLabel().equals(FLOOR) == floor)
                .flatMap(result -> result.getBenchmarkResults().stream())
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> (Result<?>) iteration.getPrimaryResult())
                .map(Result::getScore)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
