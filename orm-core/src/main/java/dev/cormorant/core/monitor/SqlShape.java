package dev.cormorant.core.monitor;

/**
 * Makes the shape of a statement out of its text: without comments, with one space for any white space, and with {@code ?} for
 * every literal and for a list of them. Looks at the first {@value Profile#LONGEST_TEXT} characters. Where it is not certain what
 * is a literal it takes it for one, since a shape must never show a value.
 */
final class SqlShape {

    private static final int LONGEST = 1000;

    private final boolean mysql;

    /**
     * Says how literals are written.
     *
     * @param mysql whether a backslash escapes in them and they may stand in double quotes, as MySQL has it
     */
    SqlShape(boolean mysql) {
        this.mysql = mysql;
    }

    String of(String sql) {
        return new Reading(sql.length() > Profile.LONGEST_TEXT ? sql.substring(0, Profile.LONGEST_TEXT) : sql).run();
    }

    private final class Reading {
        private final String sql;
        private final StringBuilder out;
        private int at;

        Reading(String sql) {
            this.sql = sql;
            this.out = new StringBuilder(Math.min(sql.length(), LONGEST) + 1);
        }

        String run() {
            while (at < sql.length() && out.length() < LONGEST) {
                step(sql.charAt(at));
            }
            if (at < sql.length()) {
                out.append('…');
            }
            return out.toString().strip();
        }

        private void step(char c) {
            if (Character.isWhitespace(c)) {
                space();
                at++;
            } else if (c == '\'' || (mysql && c == '"')) {
                text(c, mysql || escapes());
            } else if (c == '"' || c == '`') {
                identifier(c);
            } else if (isDigit(c)) {
                number();
            } else if (c == '?') {
                at++;
                literal();
            } else if (follows("--") || (mysql && c == '#')) {
                skipTo(sql.indexOf('\n', at));
            } else if (c == '/' && follows("/*")) {
                int end = sql.indexOf("*/", at + 2);
                skipTo(end < 0 ? end : end + 2);
            } else if (c == '$') {
                dollar();
            } else if (Character.isJavaIdentifierStart(c)) {
                word();
            } else {
                sign(c);
            }
        }

        /** No space before a comma, so that a list of literals is known however it is written. */
        private void sign(char c) {
            if (c == ',' && !out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
                out.setLength(out.length() - 1);
            }
            out.append(c);
            at++;
        }

        private boolean follows(String text) {
            return sql.startsWith(text, at);
        }

        private void skipTo(int end) {
            at = end < 0 ? sql.length() : end;
            space();
        }

        private void space() {
            if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }

        /** One mark for a literal, and for any number of them with commas between. */
        private void literal() {
            int end = out.length();
            while (end > 0 && out.charAt(end - 1) == ' ') {
                end--;
            }
            if (end >= 2 && out.charAt(end - 1) == ',' && out.charAt(end - 2) == '?') {
                out.setLength(end - 1);
            } else {
                out.append('?');
            }
        }

        /** PostgreSQL's {@code E'…'} has escapes. */
        private boolean escapes() {
            int end = out.length();
            return end > 0
                    && Character.toLowerCase(out.charAt(end - 1)) == 'e'
                    && (end == 1 || !Character.isJavaIdentifierPart(out.charAt(end - 2)));
        }

        private void text(char quote, boolean backslash) {
            at++;
            while (at < sql.length()) {
                char c = sql.charAt(at++);
                if (c == '\\' && backslash) {
                    at++;
                } else if (c == quote) {
                    if (at < sql.length() && sql.charAt(at) == quote) {
                        at++;
                    } else {
                        break;
                    }
                }
            }
            literal();
        }

        private void identifier(char quote) {
            int end = sql.indexOf(quote, at + 1);
            end = end < 0 ? sql.length() : end + 1;
            out.append(sql, at, end);
            at = end;
        }

        private void number() {
            while (at < sql.length() && (isPartOfNumber(sql.charAt(at)) || isSign(at))) {
                at++;
            }
            literal();
        }

        /** The sign of an exponent. */
        private boolean isSign(int index) {
            char c = sql.charAt(index);
            return (c == '-' || c == '+') && Character.toLowerCase(sql.charAt(index - 1)) == 'e';
        }

        private static boolean isPartOfNumber(char c) {
            return c == '.' || Character.isLetterOrDigit(c) || c == '_';
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        /** PostgreSQL: {@code $1} is a placeholder, {@code $tag$…$tag$} a text. */
        private void dollar() {
            int end = at + 1;
            while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end)) && sql.charAt(end) != '$') {
                end++;
            }
            if (end < sql.length() && sql.charAt(end) == '$') {
                String tag = sql.substring(at, end + 1);
                int close = sql.indexOf(tag, end + 1);
                at = close < 0 ? sql.length() : close + tag.length();
                literal();
            } else {
                at = end;
                literal();
            }
        }

        private void word() {
            int end = at;
            while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
                end++;
            }
            out.append(sql, at, end);
            at = end;
        }
    }
}
