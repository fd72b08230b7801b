package dev.cormorant.migrations.internal.journal;

import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A table of ours beside the history; its text is its full name, since a script may change the current schema. */
final class OwnTable {

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

    static OwnTable of(Connection connection, Syntax syntax, Optional<String> schema, String name) throws SQLException {
        return new OwnTable(connection, syntax, schema.orElse(current(connection, syntax)), name);
    }

    private static String current(Connection connection, Syntax syntax) throws SQLException {
        return switch (syntax) {
            case MYSQL -> connection.getCatalog();
            case POSTGRES -> connection.getSchema();
            case SQLITE -> "main";
        };
    }

    boolean exists() throws SQLException {
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

    void create(String columns) throws SQLException {
        // Rows of a table without transactions would not be undone together with those of the script.
        String engine = syntax == Syntax.MYSQL ? " engine = InnoDB default charset = utf8mb4" : "";
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + this + " (" + columns + ")" + engine);
        }
    }

    String longText() {
        return syntax == Syntax.MYSQL ? "mediumtext" : "text";
    }

    /** {@return another table of the same schema} */
    OwnTable beside(String other) {
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
