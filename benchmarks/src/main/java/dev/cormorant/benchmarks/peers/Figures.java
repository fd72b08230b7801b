package dev.cormorant.benchmarks.peers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What all layers cost at some kinds of work, a figure for each round, set against the floor of the same round. For one thread. */
final class Figures {

    private final Map<String, Map<Layer, List<Double>>> all = new HashMap<>();
    private final Optional<String> floor;

    /** Each kind of work is set against its own floor. */
    Figures() {
        this.floor = Optional.empty();
    }

    /** All are set against the floor at this kind of work. */
    Figures(String floor) {
        this.floor = Optional.of(floor);
    }

    /** Adds what a layer costs in the next round; not a number if it failed. */
    void add(String work, Layer layer, double cost) {
        all.computeIfAbsent(work, first -> new EnumMap<>(Layer.class))
                .computeIfAbsent(layer, first -> new ArrayList<>())
                .add(cost);
    }

    /** {@return the ratios of a layer to the floor, one for each round, smallest first; the floor's second measurement to its first} */
    List<Double> ratios(String work, Layer layer) {
        List<Double> ratios = new ArrayList<>();
        List<Double> own = of(work, layer);
        String against = floor.orElse(work);
        List<Double> first = of(against, Layer.JDBC);
        List<Double> again = of(against, Layer.JDBC_AGAIN);
        boolean control = layer == Layer.JDBC_AGAIN && work.equals(against);
        for (int round = 0; round < own.size(); round++) {
            ratios.add(own.get(round) / (control ? first.get(round) : (first.get(round) + again.get(round)) / 2));
        }
        return ratios.stream().sorted().toList();
    }

    private List<Double> of(String work, Layer layer) {
        List<Double> costs = all.getOrDefault(work, Map.of()).get(layer);
        if (costs == null) {
            throw new IllegalStateException(layer + " was not measured at " + work);
        }
        return costs;
    }

    static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    /** How a cost is written at a kind of work. */
    interface Unit {
        String written(String work, double cost);
    }

    /**
     * {@return a table in Markdown: the floor as it is, and each layer as its ratio to the floor}
     *
     * @param what is measured
     * @param works the titles of the kinds of work, by their names, in order
     * @param unit how a cost is written
     * @param failed what stands where a layer failed
     */
    String table(String what, Map<String, String> works, Unit unit, String failed) {
        StringBuilder text = new StringBuilder("| " + what + ", ratio to JDBC by hand | JDBC by hand |");
        StringBuilder line = new StringBuilder("|---|---|");
        List<Layer> rivals = rivals();
        for (Layer layer : rivals) {
            text.append(' ').append(layer.title()).append(" |");
            line.append("---|");
        }
        text.append('\n').append(line).append('\n');
        works.forEach((work, title) -> {
            List<Double> costs = of(work, Layer.JDBC).stream().sorted().toList();
            text.append("| ")
                    .append(title)
                    .append(" | ")
                    .append(cost(work, median(costs), unit, failed))
                    .append(" |");
            for (Layer layer : rivals) {
                text.append(' ').append(cell(ratios(work, layer), failed)).append(" |");
            }
            text.append('\n');
        });
        return text.toString();
    }

    /** {@return those that were measured} */
    private List<Layer> rivals() {
        return Layer.RIVALS.stream()
                .filter(layer -> all.values().stream().anyMatch(costs -> costs.containsKey(layer)))
                .toList();
    }

    private static String cost(String work, double cost, Unit unit, String failed) {
        return Double.isNaN(cost) ? failed : unit.written(work, cost);
    }

    private static String cell(List<Double> ratios, String failed) {
        String middle = String.format(Locale.ROOT, "%.2f", median(ratios));
        if (Double.isNaN(median(ratios))) {
            return failed;
        }
        return ratios.size() == 1
                ? middle
                : middle + String.format(Locale.ROOT, " (%.2f–%.2f)", ratios.get(0), ratios.get(ratios.size() - 1));
    }

    /** {@return a time that is given in microseconds} */
    static String micros(double micros) {
        return micros < 10_000
                ? String.format(Locale.ROOT, "%.1f µs", micros)
                : String.format(Locale.ROOT, "%.0f ms", micros / 1_000);
    }

    /** {@return bytes} */
    static String bytes(double bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%,.0f B", bytes)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000);
    }
}
