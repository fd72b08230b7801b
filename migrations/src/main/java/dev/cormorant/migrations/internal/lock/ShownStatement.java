package dev.cormorant.migrations.internal.lock;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A statement of somebody else as people may see it: without values, and of one that may name a secret only its first words. */
final class ShownStatement {

    private static final int LONGEST = 160;
    private static final int WORDS = 2;
    private static final Pattern SECRET =
            Pattern.compile("(?is).*\\b(password|identified|secret|credential|token)\\b.*");

    /** Texts, one that is cut off, and texts between dollars. */
    private static final Pattern VALUE =
            Pattern.compile("(?s)'(?:[^'\\\\]|\\\\.|'')*('|$)|\"(?:[^\"\\\\]|\\\\.)*$|\\$(\\w*)\\$.*|\\b\\d[\\w.]*");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?(\\*/|$)|--[^\\n]*");

    private ShownStatement() {}

    static Optional<String> of(@Nullable String sql) {
        if (sql == null || sql.isBlank() || sql.startsWith("<")) {
            return Optional.empty();
        }
        String line =
                COMMENT.matcher(sql).replaceAll(" ").replaceAll("\\s+", " ").strip();
        if (SECRET.matcher(line).matches()) {
            String[] words = line.split(" ", WORDS + 1);
            return Optional.of(words.length > WORDS ? words[0] + " " + words[1] + " …" : words[0]);
        }
        String shown = VALUE.matcher(line).replaceAll("?");
        return Optional.of(shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST - 1) + "…");
    }
}
