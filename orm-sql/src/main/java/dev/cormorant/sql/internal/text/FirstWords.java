package dev.cormorant.sql.internal.text;

import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.UnsupportedFeatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the first words of a statement tell. One that begins or ends a transaction would, sent as SQL, leave a connection in a
 * state that nobody knows of when it goes back to the pool.
 */
public final class FirstWords {

    private static final Set<String> ALWAYS = Set.of("COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "ABORT", "END");
    private static final Set<String> COUNTED = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH");
    private static final int ASKED = 2;

    private FirstWords() {}

    /**
     * Whether a statement begins or ends a transaction or a savepoint.
     *
     * @param sql its text
     * @param lexis what counts as a comment
     * @return whether it does
     */
    public static boolean isTransactional(String sql, Lexis lexis) {
        return isTransactional(sql, new Skip(sql, lexis));
    }

    /**
     * The failure of an attempt to run one.
     *
     * @param database the label of the database
     * @param sql the statement
     * @return the exception, to be thrown
     */
    public static UnsupportedFeatureException refusedTransaction(String database, String sql) {
        return new UnsupportedFeatureException(new FailedOperation("execute", database, 0, sql)
                .message(
                        "a statement of its own cannot begin or end a transaction; use orm.transaction, in which a nested"
                                + " call is a savepoint"));
    }

    /** Whether the count of a statement means rows: SQLite repeats the count of the statement before where there is none. */
    static boolean countsRows(String sql, Lexis lexis, Skip skip) {
        List<String> words = firstWords(sql, skip);
        return lexis != Lexis.SQLITE || (!words.isEmpty() && COUNTED.contains(words.get(0)));
    }

    static boolean isTransactional(String sql, Skip skip) {
        List<String> words = firstWords(sql, skip);
        if (words.isEmpty()) {
            return false;
        }
        String second = words.size() < ASKED ? "" : words.get(1);
        return switch (words.get(0)) {
            case "START" -> second.equals("TRANSACTION");
            // BEGIN NOT ATOMIC opens a compound statement of MariaDB.
            case "BEGIN" -> !second.equals("NOT");
            default -> ALWAYS.contains(words.get(0));
        };
    }

    private static List<String> firstWords(String sql, Skip skip) {
        List<String> words = new ArrayList<>(ASKED);
        int at = 0;
        while (at < sql.length() && words.size() < ASKED) {
            int next = skip.comment(at);
            if (next == at && Skip.isWord(sql.charAt(at))) {
                next = endOfWord(sql, at);
                words.add(sql.substring(at, next).toUpperCase(Locale.ROOT));
            } else if (next == at && Character.isWhitespace(sql.charAt(at))) {
                next++;
            } else if (next == at) {
                return words;
            }
            at = next;
        }
        return words;
    }

    private static int endOfWord(String sql, int start) {
        int end = start;
        while (end < sql.length() && Skip.isWord(sql.charAt(end))) {
            end++;
        }
        return end;
    }
}
