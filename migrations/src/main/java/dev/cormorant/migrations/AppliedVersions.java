package dev.cormorant.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of the history as undoing needs them. Flyway without a licence does not heed rows that say that a version was undone,
 * so the row of the version goes, and {@code orm_migration_undo} keeps what was undone and when.
 */
final class AppliedVersions {

    private static final String SELECT =
            """
            select version, script, installed_rank, success, type from %s
            where version is not null and type not in ('SCHEMA', 'DELETE') order by installed_rank desc""";

    private static final String TABLE =
            """
            create table if not exists %s (
              installed_rank integer not null, version varchar(50) not null, script varchar(1000) not null,
              installed_on varchar(40) not null, undo_script varchar(1000) not null, undone_on varchar(40) not null)""";

    /**
     * A row.
     *
     * @param version the version
     * @param script its script, below the location
     * @param rank its place in the order in which scripts were applied
     * @param success whether it ended well
     * @param type as Flyway has it
     */
    record Row(String version, String script, int rank, boolean success, String type) {}

    private final String driver;
    private final Optional<String> schema;
    private final String history;
    private final String undone;

    AppliedVersions(String driver, MigrationOptions options) {
        this.driver = driver;
        this.schema = options.schema();
        this.history = qualified(options.historyTable());
        this.undone = qualified("orm_migration_undo");
    }

    /** {@return the table of the history as a statement names it} */
    String table() {
        return history;
    }

    private String qualified(String table) {
        return schema.map(name -> quoted(name) + ".").orElse("") + quoted(table);
    }

    private String quoted(String name) {
        String quote = driver.equals("mysql") ? "`" : "\"";
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** Has the names of a script mean tables of the schema that the settings name; the connection forgets it when it is given back. */
    void enterSchema(Connection connection) throws SQLException {
        if (schema.isPresent()) {
            if (driver.equals("mysql")) {
                connection.setCatalog(schema.get());
            } else {
                connection.setSchema(schema.get());
            }
        }
    }

    /** {@return the versions that are applied, the last one first} */
    List<Row> newestFirst(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SELECT.formatted(history))) {
            List<Row> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Row(
                        rows.getString(1), rows.getString(2), rows.getInt(3), rows.getBoolean(4), rows.getString(5)));
            }
            return found;
        }
    }

    /** Makes the table of what was undone, if it is not there. */
    void makeTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE.formatted(undone));
        }
    }

    /** Takes a version out of the history, and keeps what it was; returns false if somebody else did so meanwhile. */
    boolean remove(Connection connection, Row row, String undoScript) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement("insert into " + undone
                        + " select installed_rank, version, script, cast(installed_on as char(30)), ?, ? from "
                        + history
                        + " where installed_rank = ?");
                PreparedStatement remove = connection.prepareStatement(
                        "delete from " + history + " where installed_rank = ? and version = ?")) {
            keep.setString(1, undoScript);
            keep.setString(2, Instant.now().toString());
            keep.setInt(3, row.rank());
            keep.executeUpdate();
            remove.setInt(1, row.rank());
            remove.setString(2, row.version());
            return remove.executeUpdate() == 1;
        }
    }
}
