package dev.cormorant.examples.demo;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.migrations.cli.RefusedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of the demo in somebody's database: looks before it writes, and drops nothing that is not the demo's. */
final class DemoTables {

    /** In the order in which they can be dropped. */
    private static final List<String> OWN = List.of("demo_city", "demo_country_language", "demo_country");

    /** Where Flyway notes what was applied. */
    private static final String HISTORY = "flyway_schema_history";

    /** How the names of the tables begin in which the migrator notes what it needs beside the history. */
    private static final String NOTES = "orm_migration_";

    private static final String FOREIGN_SCRIPTS =
            "select count(*) from " + HISTORY + " where type = 'SQL' and script not like '%\\_\\_demo\\_%' escape '\\'";

    private final Database database;

    DemoTables(Database database) {
        this.database = database;
    }

    /**
     * Makes sure that the demo finds its tables empty or not at all.
     *
     * @param reset whether tables with rows are dropped
     * @throws RefusedException if the database holds tables of somebody else, or rows that may not be dropped
     */
    void prepare(boolean reset) {
        try (Connection connection = database.connection(Access.WRITE, "demo tables")) {
            List<String> present = present(connection);
            refuseForeign(connection, present);
            if (reset) {
                drop(connection, present);
            } else if (present.contains(OWN.get(0)) && count(connection, "select count(*) from " + OWN.get(0)) > 0) {
                throw new RefusedException("the tables of the demo are already filled on " + database.label()
                        + ": --reset drops them (" + String.join(", ", OWN) + ") and begins again");
            }
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of("look for tables", database.label()));
        }
    }

    private static List<String> present(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        String[] kinds = {"TABLE", "BASE TABLE"};
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", kinds)) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        names.removeIf(name -> name.startsWith("sqlite_"));
        return names;
    }

    private void refuseForeign(Connection connection, List<String> present) throws SQLException {
        List<String> foreign = present.stream()
                .filter(name -> !OWN.contains(name) && !isOfTheMigrator(name))
                .limit(3)
                .toList();
        if (!foreign.isEmpty()) {
            throw new RefusedException(database.label() + " holds tables that are not the demo's ("
                    + String.join(", ", foreign) + "), nothing was changed: give it an empty database");
        }
        if (present.contains(HISTORY) && count(connection, FOREIGN_SCRIPTS) > 0) {
            throw new RefusedException(
                    database.label() + " was migrated with scripts that are not the demo's, nothing was"
                            + " changed: give it an empty database");
        }
    }

    private static void drop(Connection connection, List<String> present) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : OWN) {
                statement.execute("drop table if exists " + table);
            }
            for (String table : present) {
                if (isOfTheMigrator(table)) {
                    statement.execute("drop table " + table);
                }
            }
        }
    }

    private static boolean isOfTheMigrator(String table) {
        return table.equals(HISTORY) || table.startsWith(NOTES);
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
