package dev.cormorant.sqlite;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The prepared statements that a connection keeps for their next use, which costs half of a short query: least recently used ones
 * go first. Used, like its connection, by one thread at a time.
 *
 * <p>SQLite prepares a statement again by itself when the schema has changed, by whomever. What the JDBC driver has noted
 * meanwhile, the number and names of the columns, stays true where each column is named; so a statement with a {@code *} in its list
 * of columns is not kept.
 */
final class KeptStatements {

    /** A longer text is put together by a program, and would rarely come again as it is. */
    private static final int LONGEST_TEXT = 16_384;

    private static final Set<String> KINDS =
            Set.of("SELECT", "VALUES", "WITH", "INSERT", "UPDATE", "DELETE", "REPLACE");

    /** What stands before a star that means all columns; before one that multiplies there is a value. */
    private static final Set<String> BEFORE_ALL_COLUMNS = Set.of("SELECT", "DISTINCT", "ALL", "RETURNING", ",", ".");

    private final int limit;
    private final Map<String, SqlitePreparedStatement> byText = new LinkedHashMap<>();

    KeptStatements(int limit) {
        this.limit = limit;
    }

    /** {@return the statement with this text, for one user; null if none is kept} */
    @Nullable
    SqlitePreparedStatement take(String sql) {
        return byText.remove(sql);
    }

    /** Keeps a statement that nobody uses any more; returns false if it cannot be kept. */
    boolean put(SqlitePreparedStatement statement) throws SQLException {
        if (limit == 0 || !statement.isWorthKeeping() || byText.putIfAbsent(statement.text(), statement) != null) {
            return false;
        }
        if (byText.size() > limit) {
            Iterator<SqlitePreparedStatement> oldest = byText.values().iterator();
            SqlitePreparedStatement given = oldest.next();
            oldest.remove();
            given.finish();
        }
        return true;
    }

    void clear() throws SQLException {
        for (SqlitePreparedStatement statement : byText.values()) {
            statement.finish();
        }
        byText.clear();
    }

    /** {@return whether the text, and not only its last run, may be kept} */
    static boolean mayKeep(String sql) {
        if (sql.length() > LONGEST_TEXT) {
            return false;
        }
        SqlWords words = new SqlWords(sql);
        String word = words.next();
        if (!KINDS.contains(word)) {
            return false;
        }
        while (!word.isEmpty()) {
            String before = word;
            word = words.next();
            if (word.equals("*") && BEFORE_ALL_COLUMNS.contains(before)) {
                return false;
            }
        }
        return true;
    }
}
