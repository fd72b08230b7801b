package dev.cormorant.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4Statement;

/**
 * In which encoding a database keeps its text. It is settled by the first table, for good; before that, and inside of a transaction,
 * it is not known. For one thread.
 */
final class TextEncoding {

    private static final String KNOWN =
            "select encoding from pragma_encoding where exists (select 1 from main.sqlite_schema)";

    private boolean settled;
    private boolean utf8;

    /** Asks, unless it is known; outside of a transaction. */
    void settle(JDBC4Connection connection) {
        if (settled) {
            return;
        }
        // A plain statement of the JDBC driver: ours would ask for a transaction.
        try (Statement statement = new JDBC4Statement(connection);
                ResultSet rows = statement.executeQuery(KNOWN)) {
            if (rows.next()) {
                settled = true;
                utf8 = rows.getString(1).equals("UTF-8");
            }
        } catch (SQLException locked) {
            // It stays unknown, which is slower and nothing else; whatever is wrong, the statement of the caller says
            // it better.
            settled = false;
        }
    }

    boolean isUtf8() {
        return utf8;
    }
}
