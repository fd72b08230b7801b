package dev.cormorant.sql.internal.text;

import java.util.ArrayList;
import java.util.List;

/** Finds the parameters of one statement. */
final class SqlParser {

    private final String sql;
    private final Lexis lexis;
    private final Skip skip;
    private final List<Parameter> named = new ArrayList<>();
    private int positional;
    /** The last character that is neither blank nor in a comment. */
    private char before;

    private SqlParser(String sql, Lexis lexis) {
        this.sql = sql;
        this.lexis = lexis;
        this.skip = new Skip(sql, lexis);
    }

    static ParsedSql parse(String sql, Lexis lexis) {
        SqlParser parser = new SqlParser(sql, lexis);
        parser.scan();
        return new ParsedSql(
                sql,
                parser.named,
                parser.positional,
                FirstWords.isTransactional(sql, parser.skip),
                FirstWords.countsRows(sql, lexis, parser.skip));
    }

    private void scan() {
        int at = 0;
        while (at < sql.length()) {
            int next = skip.comment(at);
            if (next == at) {
                next = token(at);
                char last = sql.charAt(next - 1);
                before = Character.isWhitespace(last) ? before : last;
            }
            at = next;
        }
    }

    private int token(int at) {
        int skipped = skip.from(at);
        if (skipped > at) {
            return skipped;
        }
        return switch (sql.charAt(at)) {
            case ':' -> colon(at);
            case '?' -> questionMark(at);
            default -> at + 1;
        };
    }

    private int colon(int at) {
        int end = at + 1;
        if (end < sql.length() && sql.charAt(end) == ':') {
            return end + 1;
        }
        // After a word it is a slice (a[low:high]) or a label.
        if (end == sql.length() || !isNameStart(sql.charAt(end)) || (at > 0 && Skip.isWord(sql.charAt(at - 1)))) {
            return end;
        }
        while (end < sql.length() && isNamePart(sql.charAt(end))) {
            end++;
        }
        named.add(new Parameter(sql.substring(at + 1, end), at, before == '(' || before == ','));
        return end;
    }

    private int questionMark(int at) {
        boolean operator = lexis == Lexis.POSTGRES && at + 1 < sql.length() && sql.charAt(at + 1) == '?';
        if (operator) {
            return at + 2;
        }
        positional++;
        return at + 1;
    }

    private static boolean isNameStart(char c) {
        return c == '_' || Character.isLetter(c);
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
