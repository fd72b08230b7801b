package dev.cormorant.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The ratios as bars, in SVG; the floor is a line. The chart libraries for Java that write SVG weigh ten megabytes or are not free to
 * everyone, and bars are rectangles.
 *
 * @param title what stands above
 * @param ratios the figures
 */
record Chart(String title, Ratios ratios) {
    private static final int LABEL = 330;
    private static final int UNIT = 140;
    private static final int BAR = 13;
    private static final int GAP = 14;
    private static final int TOP = 60;
    /** Longer bars are cut off; their figure stands beside them. */
    private static final double LONGEST = 4;

    private static final List<String> COLOURS =
            List.of("#0b6e4f", "#c1554d", "#d9a441", "#7a8fb8", "#8d6a9f", "#8c8c8c");

    String svg() {
        List<Layer> shown =
                Layer.RIVALS.stream().filter(layer -> layer != Layer.JDBC_AGAIN).toList();
        int block = shown.size() * BAR + GAP;
        int height = TOP + Ratios.WORKS.size() * block + GAP;
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">",
                (int) (LABEL + LONGEST * UNIT + 60),
                height));
        parts.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        parts.add(text(10, 20, "start", title + ": time as a ratio to JDBC by hand (line at 1; shorter is faster)"));
        legend(parts, shown);
        int top = TOP;
        for (var work : Ratios.WORKS.entrySet()) {
            parts.add(text(LABEL - 10, top + block / 2 - GAP / 2 + 4, "end", work.getValue()));
            for (int i = 0; i < shown.size(); i++) {
                bar(parts, top + i * BAR, COLOURS.get(i), Figures.median(ratios.times(work.getKey(), shown.get(i))));
            }
            top += block;
        }
        parts.add(floor(height));
        parts.add("</svg>");
        return String.join("\n", parts) + "\n";
    }

    private static String floor(int height) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%1$d\" x2=\"%1$d\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"black\"/>",
                LABEL + UNIT,
                TOP - 4,
                height - GAP);
    }

    private static void legend(List<String> parts, List<Layer> shown) {
        int left = 10;
        for (int i = 0; i < shown.size(); i++) {
            parts.add(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"30\" width=\"10\" height=\"10\" fill=\"%s\"/>",
                    left,
                    COLOURS.get(i)));
            parts.add(text(left + 14, 39, "start", shown.get(i).title()));
            left += 34 + shown.get(i).title().length() * 7;
        }
    }

    private static void bar(List<String> parts, int top, String colour, double ratio) {
        int width = (int) Math.round(Math.min(ratio, LONGEST) * UNIT);
        parts.add(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>",
                LABEL,
                top,
                width,
                BAR - 2,
                colour));
        parts.add(text(LABEL + width + 4, top + BAR - 3, "start", String.format(Locale.ROOT, "%.2f", ratio)));
    }

    private static String text(int x, int y, String anchor, String words) {
        return String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, words);
    }
}
