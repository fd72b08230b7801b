package dev.cormorant.migrations.internal.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tokens of a statement that SQLite keeps as it was typed, so that layout, comments, case and needless quotes make no
 * difference.
 */
final class SqlTokens {

    private final String sql;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    /** {@return the tokens: words in lower case, names without quotes if they need none, literals as they are} */
    static List<String> of(String sql) {
        SqlTokens all = new SqlTokens(sql);
        while (all.at < sql.length()) {
            all.step();
        }
        return all.tokens;
    }

    /** {@return tokens as one text with a blank between each two} */
    static String join(List<String> tokens) {
        return String.join(" ", tokens)
                .replace("( ", "(")
                .replace(" )", ")")
                .replace(" ,", ",")
                .replace(" . ", ".");
    }

    private void step() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            at = orEnd(sql.indexOf('\n', at));
        } else if (sql.startsWith("/*", at)) {
            at = Math.min(sql.length(), orEnd(sql.indexOf("*/", at + 2)) + 2);
        } else if (c == '\'') {
            tokens.add(quoted(c));
        } else if (c == '"' || c == '`' || c == '[') {
            String inner = quoted(c == '[' ? ']' : c);
            inner = inner.substring(1, Math.max(1, inner.length() - 1));
            tokens.add(inner.matches("[A-Za-z_][A-Za-z0-9_]*") ? inner.toLowerCase(Locale.ROOT) : '"' + inner + '"');
        } else if (Character.isJavaIdentifierPart(c)) {
            int from = at;
            while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
                at++;
            }
            tokens.add(sql.substring(from, at).toLowerCase(Locale.ROOT));
        } else {
            at++;
            tokens.add(String.valueOf(c));
        }
    }

    private int orEnd(int found) {
        return found < 0 ? sql.length() : found;
    }

    private String quoted(char end) {
        int from = at++;
        while (at < sql.length()) {
            if (sql.charAt(at++) == end) {
                if (at < sql.length() && sql.charAt(at) == end && end != ']') {
                    at++;
                } else {
                    break;
                }
            }
        }
        return sql.substring(from, at);
    }
}
