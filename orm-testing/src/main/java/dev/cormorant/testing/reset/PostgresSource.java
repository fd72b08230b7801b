package dev.cormorant.testing.reset;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.server.ServerKind;
import dev.cormorant.testing.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies a template database of PostgreSQL, or restores the tables that were written to. */
final class PostgresSource implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSource.class);

    private final Desk desk = new Desk(TestServers.get(ServerKind.POSTGRES));
    private final UnaryOperator<DatabaseConfig> configure;
    private final Once<String> copying;
    private final AtomicReference<@Nullable PostgresTables> tables = new AtomicReference<>();

    PostgresSource(Schema schema, UnaryOperator<DatabaseConfig> configure) {
        this.configure = configure;
        this.copying = new Once<>(() -> new PostgresTemplate(desk, schema).make());
    }

    @Override
    public Slot create() {
        copying.get();
        return Slot.filled(TestDatabase.postgres(), configure, this::copy);
    }

    @Override
    public void clean(Slot slot, Reset reset) {
        if (reset == Reset.TEMPLATE || !restored(slot)) {
            copy(slot);
        }
    }

    /** A look that fails is no answer: a new copy is always right. */
    private boolean restored(Slot slot) {
        try {
            Connection connection = slot.keeper();
            PostgresTables expected = tables.get();
            return expected != null
                    && sessions(connection) <= slot.connections()
                    && expected.hasDefinitions(connection)
                    && expected.restore(connection);
        } catch (SQLException failed) {
            LOG.debug("{} cannot be made clean in place and is copied", slot.database(), failed);
            return false;
        }
    }

    private static int sessions(Connection connection) throws SQLException {
        return Integer.parseInt(Jdbc.text(
                connection,
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                        + " and backend_type = 'client backend'"));
    }

    private void copy(Slot slot) {
        String name = TemplateName.checked(slot.database().name());
        slot.dropKeeper();
        slot.rotate();
        try {
            desk.run(connection -> {
                PostgresTemplate.endSessions(connection, name);
                Jdbc.run(connection, "drop database if exists " + name + " with (force)");
                create(connection, name);
            });
            // What the pool may have opened while there was no database.
            slot.rotate();
            if (tables.get() == null) {
                tables.compareAndSet(null, PostgresTables.read(slot.keeper()));
            }
        } catch (SQLException failed) {
            throw Refusal.of(desk.server(), failed);
        }
    }

    private void create(Connection connection, String name) throws SQLException {
        try {
            Jdbc.run(connection, "create database " + name + copying.get());
        } catch (SQLException failed) {
            // 3D000: somebody has removed the template.
            if (!"3D000".equals(failed.getSQLState())) {
                throw failed;
            }
            copying.forget();
            tables.set(null);
            Jdbc.run(connection, "create database " + name + copying.get());
        }
    }

    @Override
    public List<String> changed(Slot slot) {
        try {
            PostgresTables expected = Objects.requireNonNull(tables.get());
            return expected.hasDefinitions(slot.keeper())
                    ? expected.changedTables(slot.keeper())
                    : List.of("the definitions");
        } catch (SQLException failed) {
            return Source.unknown(slot, failed);
        }
    }

    @Override
    public void close() {
        desk.close();
    }
}
