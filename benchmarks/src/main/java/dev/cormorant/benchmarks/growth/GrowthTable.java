package dev.cormorant.benchmarks.growth;

import dev.cormorant.testing.DatabaseKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The figures as a table: a line for each kind of work, medians of the rounds. */
final class GrowthTable {

    private static final double KILO = 1_000;
    private static final double KIB = 1_024;

    private final DatabaseKind kind;
    private final Map<Line, NavigableMap<Long, List<Figure>>> lines = new LinkedHashMap<>();

    GrowthTable(DatabaseKind kind) {
        this.kind = kind;
    }

    private record Line(Dimension dimension, String work) {}

    void add(Dimension dimension, Figure figure) {
        lines.computeIfAbsent(new Line(dimension, figure.work()), any -> new TreeMap<>())
                .computeIfAbsent(figure.size(), any -> new ArrayList<>())
                .add(figure);
    }

    String text() {
        StringBuilder text = new StringBuilder(
                "| " + kind.name().toLowerCase(Locale.ROOT)
                        + ": what grows | work | time at the smallest size | ratio to it at each size tenfold"
                        + " | bytes, smallest and largest | live heap at the largest | besides |\n|---|---|---|---|---|---|---|\n");
        lines.forEach((line, sizes) -> text.append(line(line, sizes)));
        return text.toString();
    }

    private static String line(Line line, NavigableMap<Long, List<Figure>> sizes) {
        List<Figure> smallest = sizes.firstEntry().getValue();
        List<Figure> largest = sizes.lastEntry().getValue();
        double first = median(smallest, Figure::nanos);
        String ratios = sizes.values().stream()
                .map(figures -> String.format(Locale.ROOT, "%.2f", median(figures, Figure::nanos) / first))
                .collect(Collectors.joining(" · "));
        return String.format(
                Locale.ROOT,
                "| %s, %,d to %,d | %s | %s | %s | %s | %s | %s |%n",
                line.dimension.title,
                sizes.firstKey(),
                sizes.lastKey(),
                line.work,
                time(first),
                ratios,
                bytes(smallest) + " → " + bytes(largest),
                heap(line.dimension, sizes.lastKey(), median(largest, Figure::heap)),
                largest.get(largest.size() - 1).note());
    }

    private static double median(List<Figure> figures, ToDoubleFunction<Figure> of) {
        return figures.stream()
                .mapToDouble(of)
                .sorted()
                .skip(figures.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static String time(double nanos) {
        return nanos < KILO * KILO
                ? String.format(Locale.ROOT, "%.2f µs", nanos / KILO)
                : String.format(Locale.ROOT, "%.2f ms", nanos / KILO / KILO);
    }

    private static String bytes(List<Figure> figures) {
        return String.format(Locale.ROOT, "%,.0f", median(figures, Figure::bytes));
    }

    /** Rows pass, and what they hold is told as a whole; of the others what each of them takes. */
    private static String heap(Dimension dimension, long size, double bytes) {
        if (bytes < 0) {
            return "";
        }
        return dimension == Dimension.STREAM || dimension == Dimension.LOAD
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / KIB / KIB)
                : String.format(Locale.ROOT, "%.1f KiB each", bytes / KIB / size);
    }
}
