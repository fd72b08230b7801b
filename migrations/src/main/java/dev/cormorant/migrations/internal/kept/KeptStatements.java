package dev.cormorant.migrations.internal.kept;

import dev.cormorant.migrations.internal.journal.StatementText;
import dev.cormorant.migrations.internal.script.ScriptParser;
import dev.cormorant.migrations.internal.script.ScriptStatement;
import dev.cormorant.migrations.internal.script.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is kept of a script: a hash of each statement, and the beginning of its words. */
public final class KeptStatements {

    /** How many characters of a statement are kept. */
    public static final int LONGEST = 4_000;

    /** How many statements of a script are kept; of a longer one the last entry is one hash of all the others. */
    public static final int MOST = 1_000;

    /** Of a script with more characters nothing is kept. */
    public static final int LARGEST_SCRIPT = 16_000_000;

    private static final Pattern MAY_HAVE_A_PASSWORD = Pattern.compile(".*\\b(password|identified|secret)\\b.*");

    private KeptStatements() {}

    /**
     * Looks at a script.
     *
     * @param script its text, before placeholders are filled in
     * @param syntax how its database reads
     * @return its statements; empty if it is too large
     */
    public static Optional<List<KeptStatement>> of(String script, Syntax syntax) {
        if (script.length() > LARGEST_SCRIPT) {
            return Optional.empty();
        }
        // Whoever checks scripts out on another system changes the ends of lines within literals too; Flyway's checksum
        // does not
        // see them either.
        List<ScriptStatement> all =
                ScriptParser.parse(script.replace("\r\n", "\n").replace('\r', '\n'), syntax);
        int single = all.size() > MOST ? MOST - 1 : all.size();
        List<KeptStatement> kept = new ArrayList<>();
        for (ScriptStatement next : all.subList(0, single)) {
            kept.add(new KeptStatement(
                    kept.size() + 1, next.line(), StatementText.hash(next.normalized()), shortened(next)));
        }
        if (single < all.size()) {
            String rest = all.subList(single, all.size()).stream()
                    .map(next -> StatementText.hash(next.normalized()))
                    .collect(Collectors.joining("\n"));
            kept.add(new KeptStatement(MOST, all.get(single).line(), StatementText.hash(rest), ""));
        }
        return Optional.of(kept);
    }

    private static String shortened(ScriptStatement statement) {
        boolean secret = MAY_HAVE_A_PASSWORD.matcher(statement.bare()).matches();
        String words = secret
                ? statement.tokens().stream().map(KeptStatements::masked).collect(Collectors.joining(" "))
                : statement.normalized();
        return words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    }

    private static String masked(String token) {
        boolean literal = token.indexOf('\'') >= 0 || token.startsWith("\"") || token.startsWith("$");
        return literal ? "'***'" : token;
    }
}
