package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.ConnectionUrl;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.schema.ObjectKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Empties a database of which three things say that it may be: a mark within it, where it is, and whoever asks, by name. */
final class CleanRun {

    private static final String ATTEMPTED = "clean";
    private static final String MARK = "orm_migration_disposable";
    private static final String SQLITE = "sqlite";
    private static final String SQLITE_OBJECTS =
            """
            select replace(type, 'virtual', 'table'), name from pragma_table_list
            where schema = 'main' and type in ('view', 'table', 'virtual') and substr(name, 1, 7) <> 'sqlite_'
            order by case type when 'view' then 1 else 2 end, name""";
    private static final int NO_PORT = 1;

    /** Texts and not addresses: what a name resolves to may be another machine tomorrow. */
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d+)?");

    private final Database database;
    private final MigrationOptions options;
    private final FlywayRun flyway;

    CleanRun(Database database, MigrationOptions options, FlywayRun flyway) {
        this.database = database;
        this.options = options;
        this.flyway = flyway;
    }

    void mark(String name) {
        check(name);
        makeMark();
    }

    void clean(String name) {
        check(name);
        if (!isMarked()) {
            throw refusal(
                    "it is not marked as disposable; mark it first, which the account and the name must allow too");
        }
        flyway.lock().locked(ATTEMPTED, () -> {
            if (database.driver().equals(SQLITE)) {
                dropTablesAndViews();
            } else {
                flyway.clean();
            }
            return true;
        });
        makeMark();
    }

    /** Flyway stops without a word at the tables behind a virtual table of SQLite. */
    private void dropTablesAndViews() {
        try (Connection connection = database.connection(Access.WRITE, ATTEMPTED);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma foreign_keys = off");
            try {
                for (String drop : drops(statement)) {
                    statement.execute(drop);
                }
            } finally {
                statement.execute("pragma foreign_keys = on");
            }
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of(ATTEMPTED, database.label()));
        }
    }

    private static List<String> drops(Statement statement) throws SQLException {
        List<String> drops = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(SQLITE_OBJECTS)) {
            while (rows.next()) {
                drops.add(
                        "drop " + rows.getString(1) + " \"" + rows.getString(2).replace("\"", "\"\"") + "\"");
            }
        }
        return drops;
    }

    private void check(String name) {
        ConnectionUrl url = database.config().url();
        if (!database.driver().equals(SQLITE) && !isLoopback(url)) {
            throw refusal("it is on another machine: only databases of this one are ever emptied");
        }
        if (options.schema().isPresent()) {
            throw refusal("it is the schema of the connection that is emptied, but the settings name schemas: "
                    + options.schema().get());
        }
        String actual = nameOf(database);
        if (actual.isEmpty() || !actual.equals(name)) {
            throw refusal("its name is \"" + actual + "\", not \"" + name + "\"");
        }
    }

    /** {@return the name that must be given: of the database, or of the file without its folder} */
    private static String nameOf(Database database) {
        String whole = database.config().url().database().orElse("");
        return database.driver().equals(SQLITE)
                ? whole.substring(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('\\')) + 1)
                : whole;
    }

    private static boolean isLoopback(ConnectionUrl url) {
        String place = url.place(NO_PORT);
        String hosts = place.substring(2, Math.max(2, place.indexOf('/', 2)));
        return Arrays.stream(hosts.split(",", -1))
                .allMatch(host -> LOOPBACK.matcher(host).matches());
    }

    /** Whether the schema of the connection has nothing in it; what is in others has a dot in its name. */
    private boolean isEmpty() {
        return CatalogRun.snapshot(database, options).objects().stream()
                .allMatch(object -> object.kind() == ObjectKind.SCHEMA
                        || object.kind() == ObjectKind.EXTENSION
                        || object.name().contains("."));
    }

    private boolean isMarked() {
        String query = database.driver().equals(SQLITE)
                ? "select count(*) from sqlite_schema where type = 'table' and name = '" + MARK + "'"
                : "select count(*) from information_schema.tables where table_name = '" + MARK + "' and table_schema = "
                        + (database.driver().equals("mysql") ? "database()" : "current_schema()");
        try (Connection connection = database.connection(Access.READ, ATTEMPTED);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getInt(1) == 1;
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of(ATTEMPTED, database.label()));
        }
    }

    private void makeMark() {
        if (isEmpty() && !flyway.hasHistory()) {
            // The mark is a table, and Flyway migrates a schema that has tables only if it has a history.
            flyway.beginHistory();
        }
        try (Connection connection = database.connection(Access.WRITE, ATTEMPTED);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + MARK + " (note varchar(100))");
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of(ATTEMPTED, database.label()));
        }
    }

    private MigrationException refusal(String why) {
        return new MigrationException(
                FailedOperation.of(ATTEMPTED, database.label()).message(why), null);
    }
}
