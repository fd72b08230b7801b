package dev.cormorant.benchmarks.peers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The times and bytes of all layers and kinds of work that JMH has measured, set against the floor of the same round. For one thread. */
final class Ratios {

    /** The kinds of work, by the name of their method, in the order of the report. */
    static final Map<String, String> WORKS = new LinkedHashMap<>();

    static {
        WORKS.put("key", "one row by key into a record (8 columns)");
        WORKS.put("list", "100 rows by index into a list");
        WORKS.put("insert", "insert with generated key");
        WORKS.put("insertAll", "1,000 rows in one transaction");
        WORKS.put("modify", "read, modify, write with version, in a transaction");
        WORKS.put("relation", "100 parents with 10 children each, two queries");
        WORKS.put("search", "five optional predicates, order, limit");
    }

    private final Figures times = new Figures();
    private final Figures callers = new Figures();
    private final Figures bytes = new Figures();

    /** Adds what JMH has measured in the next round; the fastest iteration counts, which found the machine quiet. */
    void add(RunResult result) {
        Layer layer = Layer.valueOf(result.getParams().getParam("layer"));
        String work = result.getPrimaryResult().getLabel();
        times.add(work, layer, least(result, IterationResult::getPrimaryResult));
        callers.add(work, layer, least(result, secondary(CallerTime.NAME)));
        bytes.add(work, layer, least(result, secondary("gc.alloc.rate.norm")));
    }

    private static Function<IterationResult, Result<?>> secondary(String name) {
        return iteration ->
                Objects.requireNonNull(iteration.getSecondaryResults().get(name), name);
    }

    private static double least(RunResult result, Function<IterationResult, Result<?>> figure) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(iteration -> figure.apply(iteration).getScore())
                .min()
                .orElseThrow();
    }

    /** {@return the ratios of a layer to the floor, one for each round, smallest first} */
    List<Double> times(String work, Layer layer) {
        return times.ratios(work, layer);
    }

    /** {@return three tables in Markdown: times, processor times of the caller, and allocations} */
    String table() {
        return String.join(
                "\n",
                times.table("time", WORKS, (work, time) -> Figures.micros(time), "–"),
                callers.table("processor time of the caller", WORKS, (work, time) -> Figures.micros(time), "–"),
                bytes.table("bytes allocated", WORKS, (work, size) -> Figures.bytes(size), "–"));
    }
}
