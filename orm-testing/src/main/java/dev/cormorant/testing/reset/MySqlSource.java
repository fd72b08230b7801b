package dev.cormorant.testing.reset;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.server.ServerKind;
import dev.cormorant.testing.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases of MySQL and MariaDB that are migrated once each; after a test only the tables that it wrote to are emptied and filled
 * again. The server counts its statements: only after one that changes definitions, by whomever, are those of a database looked at.
 */
final class MySqlSource implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(MySqlSource.class);

    private final DatabaseKind kind;
    private final Schema schema;
    private final UnaryOperator<DatabaseConfig> configure;
    private final Desk desk;
    private final DefinitionCount definitions;
    private final Once<MySqlTables> tables;

    MySqlSource(DatabaseKind kind, Schema schema, UnaryOperator<DatabaseConfig> configure) {
        this.kind = kind;
        this.schema = schema;
        this.configure = configure;
        this.desk = new Desk(TestServers.get(kind == DatabaseKind.MYSQL ? ServerKind.MYSQL : ServerKind.MARIADB));
        this.definitions = DefinitionCount.of(desk.server().kind());
        this.tables = new Once<>(() -> new MySqlTemplate(desk, kind, schema).make());
    }

    @Override
    public Slot create() {
        tables.get();
        return Slot.filled(TestDatabase.of(kind), configure, this::build);
    }

    @Override
    public void clean(Slot slot, Reset reset) {
        if (!restored(slot)) {
            build(slot);
        }
    }

    /** A look that fails is no answer: making the schema anew is always right. */
    private boolean restored(Slot slot) {
        try {
            return desk.ask(connection -> {
                String name = slot.database().name();
                if (sessions(connection, name).size() > slot.connections()) {
                    endSessions(slot, connection);
                }
                return hasDefinitions(slot, connection) && tables.get().restore(connection, name, slot.state());
            });
        } catch (SQLException failed) {
            LOG.debug("{} cannot be made clean in place and is made anew", slot.database(), failed);
            return false;
        }
    }

    private boolean hasDefinitions(Slot slot, Connection connection) throws SQLException {
        String counted = definitions.read(connection);
        if (counted.equals(slot.counted())) {
            return true;
        }
        if (!fingerprint(slot).equals(slot.definitions())) {
            return false;
        }
        slot.definitions(slot.definitions(), counted);
        return true;
    }

    private static String fingerprint(Slot slot) {
        return Migrator.of(slot.orm().database()).snapshot().fingerprint();
    }

    private void build(Slot slot) {
        String name = TemplateName.checked(slot.database().name());
        slot.rotate();
        try {
            desk.run(connection -> {
                if (!tables.get().isThere(connection)) {
                    tables.forget();
                }
                endSessions(slot, connection);
                Jdbc.run(connection, "drop database if exists " + name);
                MySqlTemplate.makeSchema(desk, connection, name, schema);
                // What a migration took from the clock or made up is that of the template too, where that can be.
                boolean same =
                        tables.get().restore(connection, name, tables.get().state());
                LOG.debug("the rows of {} are those of the template: {}", name, same);
                String counted = definitions.read(connection);
                slot.definitions(fingerprint(slot), counted);
                slot.state(tables.get().stateOf(connection, name));
            });
            slot.rotate();
        } catch (SQLException failed) {
            throw Refusal.of(desk.server(), failed);
        }
    }

    private static List<String> sessions(Connection connection, String database) throws SQLException {
        return Jdbc.texts(
                connection,
                "select id from information_schema.processlist where db = ? and id <> connection_id()",
                database);
    }

    /** An open transaction of a session that a test has left would hold locks on its tables. */
    private static void endSessions(Slot slot, Connection connection) throws SQLException {
        slot.rotate();
        for (String id : sessions(connection, slot.database().name())) {
            try {
                Jdbc.run(connection, "kill " + Long.parseLong(id));
            } catch (SQLException e) {
                // 1094, unknown thread: it ended by itself since we looked.
                if (e.getErrorCode() != 1094) {
                    throw e;
                }
            }
        }
        Waiting.until(
                "the sessions in " + slot.database().name() + " to end",
                () -> sessions(connection, slot.database().name()).isEmpty());
    }

    @Override
    public List<String> changed(Slot slot) {
        try {
            return desk.ask(connection -> {
                if (!hasDefinitions(slot, connection)) {
                    return List.of("the definitions");
                }
                return Jdbc.differences(
                                slot.state(),
                                tables.get().stateOf(connection, slot.database().name()))
                        .stream()
                        .filter(name -> !name.startsWith("#"))
                        .toList();
            });
        } catch (SQLException failed) {
            return Source.unknown(slot, failed);
        }
    }

    @Override
    public void close() {
        desk.close();
    }
}
