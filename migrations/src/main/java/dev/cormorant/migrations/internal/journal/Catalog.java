package dev.cormorant.migrations.internal.journal;

import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether single objects are there; names as they stand in a statement. */
final class Catalog {

    private final Connection connection;
    private final Syntax syntax;

    Catalog(Connection connection, Syntax syntax) {
        this.connection = connection;
        this.syntax = syntax;
    }

    /**
     * A name of a statement in its parts.
     *
     * @param schema empty for the current one
     * @param name without quotes
     */
    private record Name(Optional<String> schema, String name) {

        static Name of(String written) {
            String[] parts = written.split(" \\. ", -1);
            String last = plain(parts[parts.length - 1]);
            return new Name(parts.length > 1 ? Optional.of(plain(parts[parts.length - 2])) : Optional.empty(), last);
        }

        private static String plain(String part) {
            boolean quoted = part.length() > 1 && "`\"[".indexOf(part.charAt(0)) >= 0;
            return quoted ? part.substring(1, part.length() - 1) : part;
        }
    }

    boolean table(String table) throws SQLException {
        return there("tables where table_schema = coalesce(?, database()) and table_name = ?", table, null);
    }

    boolean column(String table, String column) throws SQLException {
        return there(
                "columns where table_schema = coalesce(?, database()) and table_name = ? and column_name = ?",
                table,
                column);
    }

    boolean index(String table, String index) throws SQLException {
        return there(
                "statistics where table_schema = coalesce(?, database()) and table_name = ? and index_name = ?",
                table,
                index);
    }

    boolean constraint(String table, String constraint) throws SQLException {
        return there(
                "table_constraints where table_schema = coalesce(?, database()) and table_name = ? and constraint_name = ?",
                table,
                constraint);
    }

    /** Whether an object that is no part of a table is there. */
    boolean object(String kind, String name) throws SQLException {
        return switch (kind) {
            case "trigger" ->
                there("triggers where trigger_schema = coalesce(?, database()) and trigger_name = ?", name, null);
            case "procedure", "function" ->
                there(
                        "routines where routine_schema = coalesce(?, database()) and routine_name = ? and routine_type = ?",
                        name,
                        kind.toUpperCase(Locale.ROOT));
            case "event" -> there("events where event_schema = coalesce(?, database()) and event_name = ?", name, null);
            case "schema", "database" -> there("schemata where ? is null and schema_name = ?", name, null);
            default -> table(name);
        };
    }

    private boolean there(String from, String qualified, @Nullable String third) throws SQLException {
        Name name = Name.of(qualified);
        try (PreparedStatement query = connection.prepareStatement("select count(*) from information_schema." + from)) {
            query.setString(1, name.schema().orElse(null));
            query.setString(2, name.name());
            if (third != null) {
                query.setString(3, Name.of(third).name());
            }
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getInt(1) > 0;
            }
        }
    }

    /**
     * An index of PostgreSQL; one that a killed CREATE INDEX CONCURRENTLY has left invalid is dropped first, since it would
     * be in the way.
     */
    boolean validIndex(String index) throws SQLException {
        if (syntax != Syntax.POSTGRES) {
            throw new IllegalStateException("only PostgreSQL has invalid indexes");
        }
        String found = null;
        try (PreparedStatement query = connection.prepareStatement(
                "select indisvalid, indexrelid::regclass::text from pg_index where indexrelid = to_regclass(?)")) {
            query.setString(1, index.replace(" . ", "."));
            try (ResultSet rows = query.executeQuery()) {
                if (rows.next()) {
                    if (rows.getBoolean(1)) {
                        return true;
                    }
                    found = rows.getString(2);
                }
            }
        }
        if (found != null) {
            try (Statement drop = connection.createStatement()) {
                drop.execute("drop index concurrently if exists " + found);
            }
        }
        return false;
    }

    boolean enumValue(String type, String literal) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select count(*) from pg_enum where enumtypid = to_regtype(?) and enumlabel = ?")) {
            query.setString(1, type.replace(" . ", "."));
            query.setString(2, literal.substring(1, literal.length() - 1).replace("''", "'"));
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getInt(1) > 0;
            }
        }
    }
}
