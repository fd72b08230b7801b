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
 * The migrated database of MySQL or MariaDB that the tables of others are filled from. It is made under a named lock of the server,
 * which ends with the session of whoever is killed, and is whole as soon as it has its mark, which is made last.
 */
final class MySqlTemplate {

    /** The table that says that a template is whole, and when it was used last. */
    static final String MARK = "cormorant_template";

    private static final int DAYS_KEPT = 7;
    private static final int MOST_KEPT = 10;
    private static final int LONGEST_WAIT_SECONDS = 110;

    private final Desk desk;
    private final Schema schema;
    private final String name;

    MySqlTemplate(Desk desk, DatabaseKind kind, Schema schema) {
        this.desk = desk;
        this.schema = schema;
        this.name = TemplateName.WHOLE
                + TemplateName.key(schema, kind, desk.server().version());
    }

    /** {@return what the template holds, made if it was not there} */
    MySqlTables make() {
        try {
            return desk.ask(connection -> {
                if (!Jdbc.text(connection, "select get_lock(?, " + LONGEST_WAIT_SECONDS + ")", name)
                        .equals("1")) {
                    throw new IllegalStateException("somebody else has been making the template " + name + " on "
                            + desk.server() + " for " + LONGEST_WAIT_SECONDS + " s");
                }
                try {
                    ensure(connection);
                    return MySqlTables.read(connection, desk.server().kind(), name);
                } finally {
                    Jdbc.text(connection, "select release_lock(?)", name);
                }
            });
        } catch (SQLException failed) {
            throw Refusal.of(desk.server(), failed);
        }
    }

    private void ensure(Connection connection) throws SQLException {
        if (!hasMark(connection, name)) {
            Jdbc.run(connection, "drop database if exists " + name);
            makeSchema(desk, connection, name, schema);
            Jdbc.run(connection, "create table " + name + "." + MARK + " (used varchar(10) not null)");
            sweep(connection);
        }
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        Jdbc.run(
                connection,
                "delete from " + name + "." + MARK,
                "insert into " + name + "." + MARK + " values ('" + today + "')");
    }

    /** Makes an empty database and all of the schema in it. */
    static void makeSchema(Desk desk, Connection connection, String name, Schema schema) throws SQLException {
        Jdbc.run(connection, "create database " + name + " character set utf8mb4");
        DatabaseConfig config = DatabaseConfig.of(desk.server().jdbcUrl(name), Preset.TEST)
                .withName("template")
                .withUser(desk.server().adminUser())
                .withPassword(desk.server().adminPassword());
        Database.open(config, schema::applyTo).close();
    }

    static boolean hasMark(Connection connection, String database) throws SQLException {
        return !Jdbc.text(
                        connection,
                        "select 1 from information_schema.tables where table_schema = ? and table_name = ?",
                        database,
                        MARK)
                .isEmpty();
    }

    /** Drops what nobody has used for a week, and what is older than the ten used last. A half one is left to who makes it. */
    private void sweep(Connection connection) throws SQLException {
        List<String> others = Jdbc.texts(
                connection,
                "select table_schema from information_schema.tables where table_schema like 'cormorant\\_t\\_%'"
                        + " and table_name = ? and table_schema <> ?",
                MARK,
                name);
        record Used(String name, String day) {}
        List<Used> used = new java.util.ArrayList<>();
        for (String other : others) {
            used.add(new Used(
                    other, Jdbc.text(connection, "select used from " + TemplateName.checked(other) + "." + MARK)));
        }
        used.sort(java.util.Comparator.comparing(Used::day).reversed());
        String oldest = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS_KEPT).toString();
        for (int i = 0; i < used.size(); i++) {
            // Without a day its maker is at it right now.
            Used other = used.get(i);
            if (!other.day().isEmpty() && (i + 1 >= MOST_KEPT || other.day().compareTo(oldest) < 0)) {
                Jdbc.run(connection, "drop database if exists " + other.name());
            }
        }
    }
}
