package dev.cormorant.testing.reset;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.migrations.MigrationOptions;
import dev.cormorant.migrations.Migrator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a test database holds before a test: the tables and rows of migrations, of plain statements, of both, or nothing.
 * Immutable and safe for all threads; the scripts are read when {@link #hash()} or a database needs them.
 */
public final class Schema {

    private static final Schema EMPTY = new Schema(Optional.empty(), List.of());

    private final Optional<MigrationOptions> migrations;
    private final List<String> statements;

    private Schema(Optional<MigrationOptions> migrations, List<String> statements) {
        this.migrations = migrations;
        this.statements = statements;
    }

    /** {@return no table at all} */
    public static Schema empty() {
        return EMPTY;
    }

    /**
     * {@return what migrations make}
     *
     * @param locations {@code classpath:folder} or {@code filesystem:folder}; none for {@value Migrator#DEFAULT_LOCATION}
     * @throws IllegalArgumentException if one has another form
     */
    public static Schema migrations(String... locations) {
        MigrationOptions standard = MigrationOptions.standard();
        return migrations(locations.length == 0 ? standard : standard.withLocations(locations));
    }

    /** {@return what migrations make, with placeholders and other settings of theirs} */
    public static Schema migrations(MigrationOptions options) {
        return new Schema(Optional.of(options), List.of());
    }

    /**
     * {@return what statements make, in their order}
     *
     * @param statements one statement each
     * @throws IllegalArgumentException if one is blank
     */
    public static Schema sql(String... statements) {
        return EMPTY.and(statements);
    }

    /**
     * {@return the same, and after it what statements make}
     *
     * @param more one statement each
     * @throws IllegalArgumentException if one is blank
     */
    public Schema and(String... more) {
        for (String statement : more) {
            if (statement.isBlank()) {
                throw new IllegalArgumentException("a statement of a schema must not be blank");
            }
        }
        List<String> all = new ArrayList<>(statements);
        all.addAll(List.of(more));
        return new Schema(migrations, List.copyOf(all));
    }

    /**
     * {@return 64 hexadecimal digits that are others as soon as a script, its name, a setting of the migrations such as a
     * placeholder, or a statement is another}
     *
     * @throws java.io.UncheckedIOException if a script cannot be read
     */
    public String hash() {
        ContentHash hash = new ContentHash();
        migrations.ifPresent(options -> {
            new TreeMap<>(options.flyway())
                    .forEach((name, value) -> hash.add(name).add(value));
            options.locations().forEach(location -> ScriptFiles.addTo(hash, location));
        });
        statements.forEach(hash::add);
        return hash.hex();
    }

    /** Makes it all in an empty database. */
    void applyTo(Database database) {
        migrations.ifPresent(options -> Migrator.of(database).options(options).migrate());
        if (statements.isEmpty()) {
            return;
        }
        try (Connection connection = database.connection(Access.WRITE, "make the schema of a test");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of("make the schema of a test", database.label()));
        }
    }

    /** {@return where the migrations are, and how many statements there are} */
    @Override
    public String toString() {
        return "Schema[migrations="
                + migrations.map(MigrationOptions::locations).orElse(List.of()) + ", statements=" + statements.size()
                + "]";
    }
}
