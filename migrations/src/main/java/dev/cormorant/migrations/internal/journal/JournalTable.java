package dev.cormorant.migrations.internal.journal;

import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table of the journal, read and written on one connection, in whatever transaction that has. */
public final class JournalTable {

    /** Its name. */
    public static final String NAME = "orm_migration_journal";

    private final Connection connection;
    private final OwnTable table;

    private JournalTable(Connection connection, OwnTable table) {
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
    public static JournalTable on(Connection connection, Syntax syntax, Optional<String> schema) throws SQLException {
        return new JournalTable(connection, OwnTable.of(connection, syntax, schema, NAME));
    }

    /** {@return whether the table is there} */
    public boolean exists() throws SQLException {
        return table.exists();
    }

    /** Makes the table if it is not there. On MySQL that commits. */
    public void create() throws SQLException {
        if (table.exists()) {
            return;
        }
        table.create(
                "script varchar(700) not null, statement int not null, finished_at bigint not null, hash char(64) not null,"
                        + " state varchar(10) not null, checksum int not null, sql_text " + table.longText()
                        + " not null, reason varchar(1000), changed_at varchar(30) not null,"
                        + " primary key (script, statement, finished_at)");
    }

    /**
     * Scripts that have begun and not ended.
     *
     * @param undo whether undo scripts are asked for, or the others
     * @return their names
     */
    public List<String> open(boolean undo) throws SQLException {
        List<String> scripts = new ArrayList<>();
        if (exists()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select distinct script from " + table + " where finished_at = 0 order by script")) {
                while (rows.next()) {
                    JournalKey key = JournalKey.of(rows.getString(1));
                    if (key.undo() == undo) {
                        scripts.add(key.script());
                    }
                }
            }
        }
        return scripts;
    }

    /**
     * What is known of a script that has not ended.
     *
     * @param script its name in the history
     * @return its entries by the number of the statement; empty if it has none
     */
    public Map<Integer, JournalEntry> entries(String script) throws SQLException {
        Map<Integer, JournalEntry> entries = new TreeMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("select statement, hash, state, sql_text, checksum from " + table
                        + " where script = ? and finished_at = 0 order by statement")) {
            query.setString(1, script);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    entries.put(
                            rows.getInt(1),
                            new JournalEntry(
                                    rows.getInt(1),
                                    rows.getString(2),
                                    EntryState.valueOf(rows.getString(3)),
                                    rows.getString(4),
                                    rows.getInt(5)));
                }
            }
        }
        return entries;
    }

    /**
     * Writes one row.
     *
     * @param script its name in the history
     * @param entry what is to be kept
     * @param reason that of a person; empty keeps what was there
     */
    public void write(String script, JournalEntry entry, Optional<String> reason) throws SQLException {
        if (update(script, entry, reason) == 0) {
            insert(script, entry, reason);
        }
    }

    private int update(String script, JournalEntry entry, Optional<String> reason) throws SQLException {
        String kept = reason.isPresent() ? ", reason = ?" : "";
        try (PreparedStatement update = connection.prepareStatement("update " + table
                + " set hash = ?, state = ?, checksum = ?, sql_text = ?, changed_at = ?" + kept
                + " where script = ? and statement = ? and finished_at = 0")) {
            int next = values(update, 1, entry);
            if (reason.isPresent()) {
                update.setString(next++, reason.get());
            }
            update.setString(next++, script);
            update.setInt(next, entry.statement());
            return update.executeUpdate();
        }
    }

    private void insert(String script, JournalEntry entry, Optional<String> reason) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table
                + " (hash, state, checksum, sql_text, changed_at, reason, script, statement, finished_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, 0)")) {
            int next = values(insert, 1, entry);
            insert.setString(next++, reason.orElse(null));
            insert.setString(next++, script);
            insert.setInt(next, entry.statement());
            insert.executeUpdate();
        }
    }

    private static int values(PreparedStatement into, int from, JournalEntry entry) throws SQLException {
        String sql = entry.sql();
        into.setString(from, entry.hash());
        into.setString(from + 1, entry.state().name());
        into.setInt(from + 2, entry.checksum());
        into.setString(from + 3, sql.length() > StatementText.LONGEST ? sql.substring(0, StatementText.LONGEST) : sql);
        into.setString(from + 4, now());
        return from + 5;
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /**
     * Says that the entries of a script belong to its text as it is now.
     *
     * @param script its name in the history
     * @param checksum of the text as it is now
     */
    void adopt(String script, int checksum) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update " + table + " set checksum = ? where script = ? and finished_at = 0 and checksum <> ?")) {
            update.setInt(1, checksum);
            update.setString(2, script);
            update.setInt(3, checksum);
            update.executeUpdate();
        }
    }

    /**
     * Takes the failed run of a script out of Flyway's history.
     *
     * @param history the name of Flyway's table, in the same schema
     * @param script its name in the history
     * @return how many rows that were; 0 or 1
     */
    public int deleteFailedRun(String history, String script) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from " + table.beside(history) + " where script = ? and not " + table.quoted("success"))) {
            delete.setString(1, script);
            return delete.executeUpdate();
        }
    }

    /**
     * Ends the entries of a script: those that a person gave a reason for are kept, the others are deleted.
     *
     * @param script its name in the history
     */
    public void finish(String script) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                        "delete from " + table + " where script = ? and finished_at = 0 and reason is null");
                PreparedStatement keep = connection.prepareStatement(
                        "update " + table + " set finished_at = ? where script = ? and finished_at = 0")) {
            delete.setString(1, script);
            delete.executeUpdate();
            keep.setLong(1, System.currentTimeMillis());
            keep.setString(2, script);
            keep.executeUpdate();
        }
    }
}
