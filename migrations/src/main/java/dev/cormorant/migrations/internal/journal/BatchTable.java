package dev.cormorant.migrations.internal.journal;

import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table that says which scripts one run has applied together. What plain Flyway has applied is not in it. */
public final class BatchTable {

    private static final String NAME = "orm_migration_batch";

    private final Connection connection;
    private final OwnTable table;

    private BatchTable(Connection connection, OwnTable table) {
        this.connection = connection;
        this.table = table;
    }

    /**
     * The table as a connection sees it; it need not be there.
     *
     * @param connection stays open and belongs to the caller
     * @param syntax how its database reads
     * @param schema where it is; empty for the current schema of the connection
     * @return the table
     * @throws SQLException if the current schema cannot be read
     */
    public static BatchTable on(Connection connection, Syntax syntax, Optional<String> schema) throws SQLException {
        return new BatchTable(connection, OwnTable.of(connection, syntax, schema, NAME));
    }

    /** {@return whether the table is there} */
    public boolean exists() throws SQLException {
        return table.exists();
    }

    /** Makes the table if it is not there. On MySQL that commits. */
    public void create() throws SQLException {
        if (!table.exists()) {
            table.create(
                    "script varchar(700) not null primary key, batch int not null, applied_at varchar(30) not null");
        }
    }

    /** {@return the number of the last run; 0 if there was none} */
    public int last() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(max(batch), 0) from " + table)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /**
     * Notes that a run has applied a script.
     *
     * @param script its name in the history
     * @param batch the number of the run
     */
    public void write(String script, int batch) throws SQLException {
        remove(script);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + table + " (script, batch, applied_at) values (?, ?, ?)")) {
            insert.setString(1, script);
            insert.setInt(2, batch);
            insert.setString(3, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            insert.executeUpdate();
        }
    }

    /**
     * Forgets a script that was undone.
     *
     * @param script its name in the history
     */
    public void remove(String script) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from " + table + " where script = ?")) {
            delete.setString(1, script);
            delete.executeUpdate();
        }
    }

    /** {@return the numbers of the runs by the scripts that they have applied} */
    public Map<String, Integer> batches() throws SQLException {
        Map<String, Integer> batches = new HashMap<>();
        if (table.exists()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select script, batch from " + table)) {
                while (rows.next()) {
                    batches.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        return batches;
    }
}
