package dev.cormorant.sqlite;

import dev.cormorant.core.driver.Access;
import java.util.Set;

/** Tells from the words of a statement whether it certainly does not write. */
final class SqlAccess {

    private static final Set<String> READING = Set.of("SELECT", "VALUES", "EXPLAIN");
    private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE");

    private SqlAccess() {}

    static Access of(String sql) {
        SqlWords words = new SqlWords(sql);
        String first = words.next();
        boolean with = first.equals("WITH");
        if (!with && !READING.contains(first)) {
            return Access.WRITE;
        }
        if (!with && !words.restHas(';')) {
            return Access.READ;
        }
        boolean ended = false;
        for (String word = words.next(); !word.isEmpty(); word = words.next()) {
            // The JDBC driver runs a second statement in some of its methods.
            boolean another = ended && !word.equals(";");
            if (another || (with && WRITING.contains(word))) {
                return Access.WRITE;
            }
            ended |= word.equals(";");
        }
        return Access.READ;
    }
}
