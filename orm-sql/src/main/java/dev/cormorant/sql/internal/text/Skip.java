package dev.cormorant.sql.internal.text;

/** Finds the end of what holds no parameters. A text that ends before it does is left for the database to complain of. */
final class Skip {

    private final String sql;
    private final Lexis lexis;

    Skip(String sql, Lexis lexis) {
        this.sql = sql;
        this.lexis = lexis;
    }

    /** {@return the index after the literal, quoted name or comment that begins here; the same index if none does} */
    int from(int at) {
        int afterComment = comment(at);
        if (afterComment > at) {
            return afterComment;
        }
        char c = sql.charAt(at);
        if (c == '\'') {
            return quoted(at, '\'', lexis.backslashEscapes() || isEscapeString(at));
        }
        if (lexis.quotesNamesBy(c)) {
            return quoted(at, c == '[' ? ']' : c, c == '"' && lexis.backslashEscapes());
        }
        return c == '$' && lexis.dollarQuotes() ? dollarQuoted(at) : at;
    }

    /** {@return the index after the comment that begins here; the same index if none does} */
    int comment(int at) {
        if (lexis.lineCommentAt(sql, at)) {
            return after("\n", at);
        }
        return sql.startsWith("/*", at) ? blockComment(at) : at;
    }

    private int blockComment(int start) {
        int depth = 1;
        int at = start + 2;
        while (at < sql.length() && depth > 0) {
            if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (lexis.nestsComments() && sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else {
                at++;
            }
        }
        return at;
    }

    private int quoted(int start, char end, boolean escapes) {
        int at = start + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\\' && escapes) {
                at += 2;
            } else if (c != end) {
                at++;
            } else if (end != ']' && at + 1 < sql.length() && sql.charAt(at + 1) == end) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return sql.length();
    }

    private boolean isEscapeString(int at) {
        return lexis == Lexis.POSTGRES
                && at > 0
                && (sql.charAt(at - 1) == 'E' || sql.charAt(at - 1) == 'e')
                && (at == 1 || !isWord(sql.charAt(at - 2)));
    }

    private int dollarQuoted(int at) {
        if (at > 0 && isWord(sql.charAt(at - 1))) {
            return at;
        }
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && isWord(sql.charAt(tagEnd)) && sql.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        boolean opens = tagEnd < sql.length()
                && sql.charAt(tagEnd) == '$'
                && !(tagEnd > at + 1 && Character.isDigit(sql.charAt(at + 1)));
        return opens ? after(sql.substring(at, tagEnd + 1), tagEnd + 1) : at;
    }

    private int after(String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    /** {@return whether a character can be part of an unquoted name} */
    static boolean isWord(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }
}
