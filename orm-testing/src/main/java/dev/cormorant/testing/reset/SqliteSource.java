package dev.cormorant.testing.reset;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies a template file of SQLite: as a file for a new database, page by page into one that is open. */
final class SqliteSource implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteSource.class);

    private final UnaryOperator<DatabaseConfig> configure;
    private final Once<Path> template;
    private final AtomicReference<@Nullable SqliteTables> tables = new AtomicReference<>();

    SqliteSource(Schema schema, UnaryOperator<DatabaseConfig> configure) {
        this.configure = configure;
        this.template = new Once<>(() -> new SqliteTemplate(schema).make());
    }

    @Override
    public Slot create() {
        return Slot.filled(TestDatabase.sqlite(), configure, this::copy);
    }

    private void copy(Slot slot) {
        try {
            Files.copy(whole(), Path.of(slot.database().name()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot copy the template of SQLite", failed);
        }
    }

    /** {@return the template, made again if somebody has removed it} */
    private Path whole() {
        if (!Files.exists(template.get())) {
            template.forget();
            tables.set(null);
        }
        return template.get();
    }

    @Override
    public void clean(Slot slot, Reset reset) {
        try (Connection connection = slot.database().connect()) {
            // Nothing of a test has to outlive the machine.
            Jdbc.run(connection, "pragma synchronous = off");
            if (reset == Reset.TEMPLATE || !restored(slot, connection)) {
                Jdbc.run(connection, "restore from '" + whole() + "'");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "cannot make " + slot.database() + " clean: " + failed.getMessage()
                            + "; every connection that a test opens to it must be closed",
                    failed);
        }
    }

    private boolean restored(Slot slot, Connection connection) {
        try {
            attach(connection);
            try {
                return tablesOf(connection).restore(connection);
            } finally {
                Jdbc.run(connection, "detach template");
            }
        } catch (SQLException failed) {
            LOG.debug("{} cannot be made clean in place and is copied", slot.database(), failed);
            return false;
        }
    }

    private SqliteTables tablesOf(Connection connection) throws SQLException {
        SqliteTables known = tables.get();
        if (known == null) {
            known = SqliteTables.read(connection);
            tables.set(known);
        }
        return known;
    }

    private void attach(Connection connection) throws SQLException {
        Jdbc.run(connection, "attach '" + whole().toString().replace("'", "''") + "' as template");
    }

    @Override
    public List<String> changed(Slot slot) {
        try (Connection connection = slot.database().connect()) {
            attach(connection);
            List<String> changed = tablesOf(connection).changed(connection);
            return changed.stream()
                    .filter(name -> !name.equals(SqliteTables.COUNTERS))
                    .toList();
        } catch (SQLException failed) {
            return Source.unknown(slot, failed);
        }
    }

    @Override
    public void close() {
        // Nothing is kept open.
    }
}
