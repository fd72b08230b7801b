package dev.cormorant.testing.data;

import dev.cormorant.testing.data.internal.Bytes;
import dev.cormorant.testing.data.internal.CellEquality;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a difference as a table, with a line for each row. */
final class DiffTable {

    private static final int ROWS = 20;
    private static final int COLUMNS = 12;
    private static final int CELL = 40;

    private final RowsDiff diff;
    private final List<Integer> shown = new ArrayList<>();
    private final List<List<String>> lines = new ArrayList<>();

    private DiffTable(RowsDiff diff) {
        this.diff = diff;
    }

    /**
     * A message.
     *
     * @param what what was compared
     * @param diff the difference
     * @return a line that counts, and below it up to 20 rows of each kind with up to 12 columns of up to 40 characters
     */
    static String message(String what, RowsDiff diff) {
        return new DiffTable(diff).text(what);
    }

    private String text(String what) {
        choose();
        add("missing", diff.missing());
        add("unexpected", diff.unexpected());
        diff.different().stream().limit(ROWS).forEach(this::add);
        rest("different", diff.different().size());
        StringBuilder text = new StringBuilder(what)
                .append(": ")
                .append(diff.missing().size())
                .append(" missing, ")
                .append(diff.unexpected().size())
                .append(" unexpected, ")
                .append(diff.different().size())
                .append(" different, ")
                .append(diff.same())
                .append(
                        diff.misplaced() == 0
                                ? " as expected"
                                : " there, " + diff.misplaced() + " of them in another place");
        if (!lines.isEmpty()) {
            table(text);
        }
        return text.toString();
    }

    /** All columns if there is room, or else those that differ, and then the first ones. */
    private void choose() {
        int width = diff.columns().size();
        for (int i = 0; i < width; i++) {
            int column = i;
            if (diff.different().stream().anyMatch(pair -> differs(pair, column))) {
                shown.add(i);
            }
        }
        for (int i = 0; i < width && shown.size() < COLUMNS; i++) {
            if (!shown.contains(i)) {
                shown.add(i);
            }
        }
        while (shown.size() > COLUMNS) {
            shown.remove(shown.size() - 1);
        }
        shown.sort(null);
    }

    private static boolean differs(RowsDiff.Pair pair, int column) {
        return !CellEquality.same(pair.actual().get(column), pair.expected().get(column));
    }

    private void add(String state, List<List<@Nullable Object>> rows) {
        rows.stream().limit(ROWS).forEach(row -> {
            List<String> line = new ArrayList<>(List.of(state));
            shown.forEach(column -> line.add(shown(row.get(column), CELL)));
            lines.add(line);
        });
        rest(state, rows.size());
    }

    private void add(RowsDiff.Pair pair) {
        List<String> line = new ArrayList<>(List.of("different"));
        for (int column : shown) {
            String actual = shown(pair.actual().get(column), CELL);
            line.add(
                    differs(pair, column)
                            ? actual + " instead of " + shown(pair.expected().get(column), CELL)
                            : actual);
        }
        lines.add(line);
    }

    private void rest(String state, int count) {
        if (count > ROWS) {
            lines.add(List.of(state, "… and " + (count - ROWS) + " more"));
        }
    }

    private void table(StringBuilder text) {
        List<String> header = new ArrayList<>(List.of(""));
        shown.forEach(column -> header.add(diff.columns().get(column)));
        if (shown.size() < diff.columns().size()) {
            header.add("… " + (diff.columns().size() - shown.size()) + " more columns");
        }
        lines.add(0, header);
        for (List<String> line : lines) {
            StringBuilder written = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                boolean last = i == line.size() - 1;
                written.append(i == 0 ? "  " : i == 1 ? "  " : " | ")
                        .append(line.get(i))
                        .append(" "
                                .repeat(
                                        last
                                                ? 0
                                                : Math.max(
                                                        0,
                                                        width(i) - line.get(i).length())));
            }
            text.append('\n').append(written.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return lines.stream()
                .filter(line -> line.size() > 2 || column == 0 || shown.size() < 2)
                .filter(line -> column < line.size())
                .mapToInt(line -> line.get(column).length())
                .max()
                .orElse(0);
    }

    /** A text that could be taken for something else stands in quotes. */
    private static String shown(@Nullable Object value, int most) {
        if (value == null) {
            return "null";
        }
        String text = value instanceof byte[] bytes
                ? Bytes.text(bytes)
                : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        String line = text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        boolean quoted =
                value instanceof String && (text.isBlank() || text.equals("null") || !text.equals(text.strip()));
        String cut = line.length() <= most ? line : line.substring(0, most - 1) + "…";
        return quoted ? "\"" + cut + "\"" : cut;
    }
}
