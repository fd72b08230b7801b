package dev.cormorant.examples.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** An answer as columns of text: numbers to the right, texts to the left. */
final class TextTable {

    private final Answer answer;

    TextTable(Answer answer) {
        this.answer = answer;
    }

    void print(PrintWriter out) {
        out.println(answer.question());
        out.println(line(answer.columns()));
        answer.rows().forEach(row -> out.println(line(row)));
    }

    private String line(List<?> cells) {
        StringJoiner line = new StringJoiner("  ", "  ", "");
        for (int column = 0; column < cells.size(); column++) {
            String text = text(cells.get(column));
            String gap = " ".repeat(width(column) - text.length());
            line.add(isNumber(column) ? gap + text : text + gap);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return answer.rows().stream()
                .map(row -> text(row.get(column)).length())
                .reduce(answer.columns().get(column).length(), Math::max);
    }

    private boolean isNumber(int column) {
        return !answer.rows().isEmpty() && answer.rows().get(0).get(column) instanceof Number;
    }

    private static String text(Object cell) {
        if (cell instanceof Double number) {
            return String.format(Locale.ROOT, "%.1f", number);
        }
        return cell instanceof Number number ? String.format(Locale.ROOT, "%,d", number.longValue()) : cell.toString();
    }
}
