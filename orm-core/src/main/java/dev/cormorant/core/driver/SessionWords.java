package dev.cormorant.core.driver;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words by which a database's driver knows a statement that changes its session; what a procedure does is not seen. Immutable and
 * thread-safe.
 */
public final class SessionWords {

    private final String firstLetters;
    private final Pattern change;
    private final List<String> calls;

    /**
     * Names the words.
     *
     * @param firstLetters with what such statements begin, in small letters: the others, nearly all, are told by one letter
     * @param change what such a statement begins with, without regard to capitals; {@code .} matches a line break too
     * @param calls what makes a SELECT such a statement, as it is written; perhaps nothing
     */
    public SessionWords(String firstLetters, String change, List<String> calls) {
        this.firstLetters = firstLetters.toLowerCase(Locale.ROOT);
        this.change = Pattern.compile(change, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        this.calls = List.copyOf(calls);
    }

    /**
     * Looks at a statement.
     *
     * @param sql its text
     * @return whether it begins with such words, or is a SELECT with such a call
     */
    public boolean areIn(String sql) {
        int start = 0;
        while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
            start++;
        }
        if (start == sql.length() || firstLetters.indexOf(Character.toLowerCase(sql.charAt(start))) < 0) {
            return false;
        }
        if (sql.regionMatches(true, start, "select", 0, 6)) {
            return hasCall(sql);
        }
        return change.matcher(sql).region(start, sql.length()).lookingAt();
    }

    /** Asked of every SELECT: a loop makes no object. */
    private boolean hasCall(String sql) {
        for (int i = 0; i < calls.size(); i++) {
            if (sql.contains(calls.get(i))) {
                return true;
            }
        }
        return false;
    }
}
