package dev.cormorant.migrations.internal.journal;

import dev.cormorant.migrations.internal.script.ScriptParser;
import dev.cormorant.migrations.internal.script.ScriptStatement;
import dev.cormorant.migrations.internal.script.Syntax;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A statement that is to be run.
 *
 * @param line where its first word stands in its script, from 1
 * @param sql as it is sent
 * @param parsed its words
 * @param hash of its words: the same for texts that differ in layout, comments or case only
 */
public record StatementText(int line, String sql, ScriptStatement parsed, String hash) {

    /** How many characters of a statement the journal keeps. */
    public static final int LONGEST = 60_000;

    /**
     * Looks at a statement.
     *
     * @param line where its first word stands in its script, from 1: Flyway does not count the comments before it
     * @param sql one statement, with the comments before it
     * @param syntax how its database reads
     * @return the statement
     */
    public static StatementText of(int line, String sql, Syntax syntax) {
        List<ScriptStatement> found = ScriptParser.parse(sql, syntax);
        ScriptStatement parsed = found.isEmpty() ? new ScriptStatement(1, sql, "", List.of(), List.of()) : found.get(0);
        String words = String.join(
                "\n", found.stream().map(ScriptStatement::normalized).toList());
        return new StatementText(line, sql, parsed, hash(words));
    }

    /** {@return SHA-256 as hexadecimal digits} */
    public static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** {@return the beginning of the statement on one line, for people} */
    public String shortened() {
        String line = parsed.text().replaceAll("\\s+", " ");
        return line.length() <= 120 ? line : line.substring(0, 119) + "…";
    }
}
