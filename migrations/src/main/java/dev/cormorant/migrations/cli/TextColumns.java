package dev.cormorant.migrations.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Rows of text under each other. The first rows say how wide the columns are, so that the others need not be kept. */
final class TextColumns {

    private static final int LOOKED_AT = 100;
    private static final int WIDEST = 60;

    private final PrintWriter out;
    private final List<List<String>> first = new ArrayList<>();
    private final int[] widths;
    private boolean begun;

    TextColumns(PrintWriter out, List<String> titles) {
        this.out = out;
        this.widths = new int[titles.size()];
        add(titles);
    }

    void add(List<String> cells) {
        if (begun) {
            print(cells);
            return;
        }
        first.add(List.copyOf(cells));
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.min(WIDEST, Math.max(widths[i], cells.get(i).length()));
        }
        if (first.size() > LOOKED_AT) {
            begin();
        }
    }

    private void begin() {
        begun = true;
        first.forEach(this::print);
        first.clear();
    }

    private void print(List<String> cells) {
        StringJoiner line = new StringJoiner("  ");
        for (int i = 0; i < widths.length; i++) {
            String text = cells.get(i).replaceAll("\\R", " ");
            line.add(text + " ".repeat(Math.max(0, widths[i] - text.length())));
        }
        out.println(line.toString().stripTrailing());
    }

    /** Prints what is still kept. */
    void end() {
        if (!begun) {
            begin();
        }
    }
}
