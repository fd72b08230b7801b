package dev.cormorant.migrations.internal.kept;

import dev.cormorant.migrations.internal.journal.OwnTable;
import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of what is kept, read and written on one connection, in whatever transaction that has. What is kept of a version is
 * true as long as it has the checksum that the history has.
 */
public final class KeptScripts {

    /** Its name. */
    public static final String NAME = "orm_migration_script";

    /** In place of the line, in the row of number 0 that says of a script that it was looked at. */
    private static final int KEPT = 0;

    private static final int TOO_LARGE = -1;

    private final Connection connection;
    private final OwnTable table;
    private final String history;

    /**
     * The table as a connection sees it; it need not be there.
     *
     * @param connection stays open and belongs to the caller
     * @param syntax how its database reads
     * @param schema where it is; empty for the current schema of the connection
     * @param history the name of Flyway's table, in the same schema: there may be several, each with versions of its own
     * @throws SQLException if the current schema cannot be read
     */
    public KeptScripts(Connection connection, Syntax syntax, Optional<String> schema, String history)
            throws SQLException {
        this.history = history;
        this.connection = connection;
        this.table = OwnTable.of(connection, syntax, schema, NAME);
    }

    /** {@return the checksum of each version of which something is kept} */
    public Map<String, Integer> checksums() throws SQLException {
        Map<String, Integer> found = new HashMap<>();
        if (table.exists()) {
            try (PreparedStatement query = connection.prepareStatement(
                    "select version, checksum from " + table + " where history = ? and statement = 0")) {
                query.setString(1, history);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.put(rows.getString(1), rows.getInt(2));
                    }
                }
            }
        }
        return found;
    }

    /**
     * What is kept of a script.
     *
     * @param version its version
     * @param checksum as the history has it
     * @return its statements in order; empty if nothing is kept of the script that was applied
     */
    public Optional<List<KeptStatement>> read(String version, int checksum) throws SQLException {
        List<KeptStatement> found = new ArrayList<>();
        boolean known = false;
        if (table.exists()) {
            try (PreparedStatement query = connection.prepareStatement("select statement, line, hash, words from "
                    + table + " where history = ? and version = ? and checksum = ? order by statement")) {
                query.setString(1, history);
                query.setString(2, version);
                query.setInt(3, checksum);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        if (rows.getInt(1) == 0) {
                            known = rows.getInt(2) == KEPT;
                        } else {
                            found.add(new KeptStatement(
                                    rows.getInt(1), rows.getInt(2), rows.getString(3), rows.getString(4)));
                        }
                    }
                }
            }
        }
        return known ? Optional.of(found) : Optional.empty();
    }

    /** Makes the table if it is not there. On MySQL that commits. */
    public void create() throws SQLException {
        if (!table.exists()) {
            table.create(
                    "history varchar(100) not null, version varchar(50) not null, statement int not null, checksum int not null, line int not null,"
                            + " hash char(64) not null, words " + table.longText()
                            + " not null, primary key (history, version, statement)");
        }
    }

    /**
     * Keeps a script, in place of what was kept of its version.
     *
     * @param version its version
     * @param checksum as the history has it
     * @param statements its statements; empty for a script that is too large
     */
    public void write(String version, int checksum, Optional<List<KeptStatement>> statements) throws SQLException {
        try (PreparedStatement delete =
                        connection.prepareStatement("delete from " + table + " where history = ? and version = ?");
                PreparedStatement insert = connection.prepareStatement("insert into " + table
                        + " (version, statement, checksum, line, hash, words, history) values (?, ?, ?, ?, ?, ?, ?)")) {
            delete.setString(1, history);
            delete.setString(2, version);
            delete.executeUpdate();
            add(insert, version, checksum, new KeptStatement(0, statements.isPresent() ? KEPT : TOO_LARGE, "", ""));
            for (KeptStatement next : statements.orElse(List.of())) {
                add(insert, version, checksum, next);
            }
            insert.executeBatch();
        }
    }

    private void add(PreparedStatement insert, String version, int checksum, KeptStatement row) throws SQLException {
        insert.setString(1, version);
        insert.setInt(2, row.number());
        insert.setInt(3, checksum);
        insert.setInt(4, row.line());
        insert.setString(5, row.hash());
        insert.setString(6, row.text());
        insert.setString(7, history);
        insert.addBatch();
    }

    /**
     * Has Flyway's history take a script as it is, if nobody else has touched its row.
     *
     * @param rank of the row
     * @param applied the checksum that it has
     * @param now the checksum that it shall have
     * @return how many rows that were; 0 or 1
     */
    public int accept(int rank, int applied, int now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update " + table.beside(history) + " set checksum = ? where installed_rank = ? and checksum = ?")) {
            update.setInt(1, now);
            update.setInt(2, rank);
            update.setInt(3, applied);
            return update.executeUpdate();
        }
    }
}
