package dev.cormorant.testing.reset;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.testing.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The migrated database of PostgreSQL that others are copies of. It is made under another name and renamed when it is whole, under
 * an advisory lock of the server, which ends with the session of whoever is killed. Nobody may connect to it.
 */
final class PostgresTemplate {

    /** Any number that is not somebody else's: the lock is this one and that of the key. */
    private static final int LOCK = 0x636f726d;

    private static final int DAYS_KEPT = 7;
    private static final int MOST_KEPT = 10;
    private static final int KNOWS_STRATEGIES = 15;

    private final Desk desk;
    private final Schema schema;
    private final String key;

    PostgresTemplate(Desk desk, Schema schema) {
        this.desk = desk;
        this.schema = schema;
        this.key = TemplateName.key(schema, DatabaseKind.POSTGRES, desk.server().version());
    }

    /** {@return the rest of a statement that makes a copy} */
    String make() {
        try {
            return desk.ask(connection -> {
                Jdbc.text(
                        connection,
                        "select pg_advisory_lock(" + LOCK + ", "
                                + key.substring(0, 15).hashCode() + ")");
                try {
                    ensure(connection);
                    return " template " + TemplateName.WHOLE + key + strategy(connection);
                } finally {
                    Jdbc.text(
                            connection,
                            "select pg_advisory_unlock(" + LOCK + ", "
                                    + key.substring(0, 15).hashCode() + ")");
                }
            });
        } catch (SQLException failed) {
            throw Refusal.of(desk.server(), failed);
        }
    }

    private void ensure(Connection connection) throws SQLException {
        String whole = TemplateName.WHOLE + key;
        if (Jdbc.text(connection, "select 1 from pg_database where datname = ?", whole)
                .isEmpty()) {
            build(connection, TemplateName.HALF + key, whole);
            sweep(connection, whole);
        }
        Jdbc.run(
                connection,
                "comment on database " + whole + " is 'template of tests, last used " + LocalDate.now(ZoneOffset.UTC)
                        + "'");
    }

    private void build(Connection connection, String half, String whole) throws SQLException {
        Jdbc.run(connection, "drop database if exists " + half + " with (force)", "create database " + half);
        DatabaseConfig config = DatabaseConfig.of(desk.server().jdbcUrl(half), Preset.TEST)
                .withName("template")
                .withUser(desk.server().adminUser())
                .withPassword(desk.server().adminPassword());
        Database.open(config, schema::applyTo).close();
        // One session more would forbid the new name.
        Jdbc.run(connection, "alter database " + half + " with allow_connections false");
        endSessions(connection, half);
        Jdbc.run(connection, "alter database " + half + " rename to " + whole);
    }

    /**
     * Ends all sessions in a database but our own, and returns when they have ended, which is a little after their sockets. A server
     * that has to wait for one of them looks again only after 100 ms.
     */
    static void endSessions(Connection connection, String database) throws SQLException {
        Jdbc.texts(
                connection,
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = ? and pid <> pg_backend_pid()",
                database);
        Waiting.until("the sessions of " + database + " to end", () -> Jdbc.text(
                        connection, "select 1 from pg_stat_activity where datname = ?", database)
                .isEmpty());
    }

    /**
     * From 15 on the files may be copied as they are, or through the write-ahead log. Files are more than twice as fast where nothing
     * is synced; where it is, they cost two checkpoints, and the log is the server's own choice.
     */
    private static String strategy(Connection connection) throws SQLException {
        int major = Integer.parseInt(Jdbc.text(connection, "show server_version_num")) / 10_000;
        boolean synced = Jdbc.text(connection, "show fsync").equals("on");
        return major < KNOWS_STRATEGIES ? "" : synced ? " strategy wal_log" : " strategy file_copy";
    }

    /** Drops what nobody has used for a week, and what is older than the ten used last. One that is in use is left. */
    private static void sweep(Connection connection, String own) throws SQLException {
        List<List<String>> all = Jdbc.rows(
                connection,
                "select datname, right(coalesce(shobj_description(oid, 'pg_database'), ''), 10) as used from pg_database"
                        + " where (starts_with(datname, ?) or starts_with(datname, ?)) and datname <> ?"
                        + " order by used desc, datname",
                TemplateName.WHOLE,
                TemplateName.HALF,
                own);
        String oldest = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS_KEPT).toString();
        int kept = 1;
        for (List<String> database : all) {
            // A half one has no date: somebody may be making it right now, and whoever holds its lock drops it.
            boolean half = database.get(1).isEmpty();
            if (!half && (kept++ >= MOST_KEPT || database.get(1).compareTo(oldest) < 0)) {
                dropUnused(connection, TemplateName.checked(database.get(0)));
            }
        }
    }

    private static void dropUnused(Connection connection, String name) throws SQLException {
        try {
            Jdbc.run(connection, "drop database if exists " + name);
        } catch (SQLException e) {
            // 55006: somebody is in it.
            if (!"55006".equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
