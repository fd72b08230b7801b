package dev.cormorant.migrations.internal.journal;

import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A table of ours beside the history; its text is its full name, since a script may change the current schema. */
public final class OwnTable {

    private final Connection connection;
    private final Syntax syntax;
    private final String schema;
    private final String name;

    private OwnTable(Connection connection, Syntax syntax, String schema, String name) {
        this.connection = connection;
        this.syntax = syntax;
        this.schema = schema;
        this.name = name;
    }

    /**
     * The table as a connection sees it; it need not be there.
     *
     * @param connection stays open and belongs to the caller
     * @param syntax how its database reads
     * @param schema where it is; empty for the current schema of the connection
     * @param name its name
     * @return the table
     * @throws SQLException if the current schema cannot be read
     */
    public static OwnTable of(Connection connection, Syntax syntax, Optional<String> schema, String name)
            throws SQLException {
        return new OwnTable(connection, syntax, schema.orElse(current(connection, syntax)), name);
    }

    private static String current(Connection connection, Syntax syntax) throws SQLException {
        return switch (syntax) {
            case MYSQL -> connection.getCatalog();
            case POSTGRES -> connection.getSchema();
            case SQLITE -> "main";
        };
    }

    /** {@return whether it is there} */
    public boolean exists() throws SQLException {
        String query = syntax == Syntax.SQLITE
                ? "select count(*) from main.sqlite_master where type = 'table' and 'main' = ? and name = ?"
                : "select count(*) from information_schema.tables where table_schema = ? and table_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            statement.setString(2, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getInt(1) > 0;
            }
        }
    }

    /**
     * Makes it if it is not there. On MySQL that commits.
     *
     * @param columns with their types, and the keys
     * @throws SQLException if the database refuses
     */
    public void create(String columns) throws SQLException {
        // Rows of a table without transactions would not be undone together with those of the script.
        String engine = syntax == Syntax.MYSQL ? " engine = InnoDB default charset = utf8mb4" : "";
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + this + " (" + columns + ")" + engine);
        }
    }

    /** {@return the type of a column for texts of any length} */
    public String longText() {
        return syntax == Syntax.MYSQL ? "mediumtext" : "text";
    }

    /**
     * Another table of the same schema.
     *
     * @param other its name
     * @return the table
     */
    public OwnTable beside(String other) {
        return new OwnTable(connection, syntax, schema, other);
    }

    String quoted(String identifier) {
        String quote = syntax == Syntax.MYSQL ? "`" : "\"";
        return quote + identifier.replace(quote, quote + quote) + quote;
    }

    @Override
    public String toString() {
        return quoted(schema) + "." + quoted(name);
    }
}
