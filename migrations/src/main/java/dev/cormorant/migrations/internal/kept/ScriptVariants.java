package dev.cormorant.migrations.internal.kept;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Guesses the text that was applied from the text as it is and the checksum in the history: tabs and blanks, blanks at the ends of
 * lines, lines of comments. The ends of lines, empty lines and a byte order mark make no difference to Flyway's checksum.
 */
public final class ScriptVariants {

    private static final List<UnaryOperator<String>> COMMENTS = List.of(
            line -> line,
            line -> line.strip().startsWith("--") ? "" : line,
            line -> line.replaceFirst("\\s*--\\s.*$", ""));

    private static final List<UnaryOperator<String>> ENDS = List.of(line -> line, String::stripTrailing);

    private static final List<UnaryOperator<String>> BLANKS = List.of(
            line -> line,
            line -> line.replace("\t", "  "),
            line -> line.replace("\t", "    "),
            line -> line.replace("\t", "        "),
            line -> tabs(line, 2),
            line -> tabs(line, 4),
            line -> tabs(line, 8),
            String::stripLeading);

    private ScriptVariants() {}

    /**
     * Looks for the text that was applied.
     *
     * @param now the text as it is
     * @param checksum as the history has it
     * @return a text with that checksum; empty if none of the guesses has it
     */
    public static Optional<String> find(String now, int checksum) {
        for (UnaryOperator<String> comments : COMMENTS) {
            for (UnaryOperator<String> ends : ENDS) {
                for (UnaryOperator<String> blanks : BLANKS) {
                    String guess = now.lines()
                            .map(line -> blanks.apply(ends.apply(comments.apply(line))))
                            .collect(Collectors.joining("\n"));
                    if (checksum(guess) == checksum) {
                        return Optional.of(guess);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String tabs(String line, int width) {
        int blanks = line.length() - line.stripLeading().length();
        String indent = line.substring(0, blanks).replace(" ".repeat(width), "\t");
        return indent + line.substring(blanks);
    }

    /** {@return the checksum that Flyway has of a text} */
    static int checksum(String text) {
        CRC32 sum = new CRC32();
        String whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
        whole.lines().forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) sum.getValue();
    }
}
