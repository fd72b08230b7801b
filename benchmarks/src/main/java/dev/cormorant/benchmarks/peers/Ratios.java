package dev.cormorant.benchmarks.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The times of all layers and kinds of work, set against the floor of the same round. For one thread. */
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

    /** One layer's figures for one kind of work: a time and the bytes allocated for each round. */
    private record Measured(List<Double> times, List<Double> bytes) {}

    private final Map<String, Map<Layer, Measured>> all = new TreeMap<>();

    /** Adds what JMH has measured; the fastest iteration counts, which found the machine quiet. */
    void add(int round, RunResult result) {
        Layer layer = Layer.valueOf(result.getParams().getParam("layer"));
        double fastest = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(iteration -> (Result<?>) iteration.getPrimaryResult())
                .map(Result::getScore)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Measured measured = all.computeIfAbsent(
                        result.getPrimaryResult().getLabel(), work -> new EnumMap<>(Layer.class))
                .computeIfAbsent(layer, first -> new Measured(new ArrayList<>(), new ArrayList<>()));
        measured.times.add(fastest);
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        measured.bytes.add(allocated == null ? Double.NaN : allocated.getScore());
        if (measured.times.size() != round) {
            throw new IllegalStateException(layer + " has " + measured.times.size() + " results in round " + round);
        }
    }

    /** {@return the ratios of a layer to the floor, one for each round, smallest first} */
    List<Double> times(String work, Layer layer) {
        return against(work, layer, Measured::times);
    }

    private List<Double> bytes(String work, Layer layer) {
        return against(work, layer, Measured::bytes);
    }

    private interface Figures {
        List<Double> of(Measured measured);
    }

    private List<Double> against(String work, Layer layer, Figures figures) {
        List<Double> ratios = new ArrayList<>();
        List<Double> own = of(work, layer, figures);
        List<Double> first = of(work, Layer.JDBC, figures);
        List<Double> again = of(work, Layer.JDBC_AGAIN, figures);
        for (int round = 0; round < own.size(); round++) {
            double floor = layer == Layer.JDBC_AGAIN ? first.get(round) : (first.get(round) + again.get(round)) / 2;
            ratios.add(own.get(round) / floor);
        }
        return ratios.stream().sorted().toList();
    }

    private List<Double> of(String work, Layer layer, Figures figures) {
        Measured measured = all.getOrDefault(work, Map.of()).get(layer);
        if (measured == null) {
            throw new IllegalStateException(layer + " was not measured at " + work);
        }
        return figures.of(measured);
    }

    static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    /** {@return two tables in Markdown: times and allocations, each as the ratio to the floor} */
    String table() {
        return table("time", this::times) + "\n" + table("bytes allocated", this::bytes);
    }

    private interface Column {
        List<Double> ratios(String work, Layer layer);
    }

    private static String table(String what, Column column) {
        StringBuilder text = new StringBuilder("| " + what + ", ratio to JDBC by hand |");
        StringBuilder line = new StringBuilder("|---|");
        for (Layer layer : Layer.values()) {
            if (layer != Layer.JDBC) {
                text.append(' ').append(layer.title()).append(" |");
                line.append("---|");
            }
        }
        text.append('\n').append(line).append('\n');
        WORKS.forEach((work, title) -> {
            text.append("| ").append(title).append(" |");
            for (Layer layer : Layer.values()) {
                if (layer != Layer.JDBC) {
                    text.append(' ').append(cell(column.ratios(work, layer))).append(" |");
                }
            }
            text.append('\n');
        });
        return text.toString();
    }

    private static String cell(List<Double> ratios) {
        String middle = String.format(Locale.ROOT, "%.2f", median(ratios));
        return ratios.size() == 1
                ? middle
                : middle + String.format(Locale.ROOT, " (%.2f–%.2f)", ratios.get(0), ratios.get(ratios.size() - 1));
    }
}
