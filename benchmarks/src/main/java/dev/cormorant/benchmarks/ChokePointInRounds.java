package dev.cormorant.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What the choke point costs: JMH runs {@link ChokePointBenchmark} in rounds, and the fastest iterations are set against each other. */
final class ChokePointInRounds {

    /** Many short measurements: on a busy machine the best of them found it quiet. */
    private static final int MOMENTS = 40;

    private static final String FLOOR = "barePool";

    /** The methods that are set against the floor, by what they are called in the report. */
    private static final Map<String, String> RIVALS = Map.of(
            "choke point / bare pool", "chokePoint",
            "choke point without kept statements / bare pool", "preparingAnew");

    private ChokePointInRounds() {}

    static void run(int rounds) throws RunnerException {
        Map<String, List<Double>> ratios = new TreeMap<>();
        for (int round = 1; round <= rounds; round++) {
            Collection<RunResult> results = new Runner(options()).run();
            for (Map.Entry<String, String> rival : RIVALS.entrySet()) {
                double ratio = fastest(results, rival.getValue()) / fastest(results, FLOOR);
                ratios.computeIfAbsent(rival.getKey(), title -> new ArrayList<>())
                        .add(ratio);
                System.out.printf(Locale.ROOT, "round %d: %s = %.3f%n", round, rival.getKey(), ratio);
            }
            results.forEach(ChokePointInRounds::tellAllocation);
        }
        ratios.forEach(ChokePointInRounds::tell);
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

    private static Options options() {
        return new OptionsBuilder()
                .include(ChokePointBenchmark.class.getSimpleName())
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
    private static double fastest(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(result -> result.getPrimaryResult().getLabel().equals(method))
                .flatMap(result -> result.getBenchmarkResults().stream())
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> (Result<?>) iteration.getPrimaryResult())
                .map(Result::getScore)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
