package dev.cormorant.testing.reset;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.testing.DatabaseKind;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Gives clean databases of one kind and one schema to the tests of a run, to as many at once as ask. Safe for all threads.
 */
public final class CleanDatabases implements AutoCloseable {

    private final DatabaseKind kind;
    private final Schema schema;
    private final UnaryOperator<DatabaseConfig> configure;
    private final Set<CleanDatabase> taken = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private CleanDatabases(DatabaseKind kind, Schema schema, UnaryOperator<DatabaseConfig> configure) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.schema = Objects.requireNonNull(schema, "schema");
        this.configure = Objects.requireNonNull(configure, "configure");
    }

    /**
     * {@return databases with the settings of {@link dev.cormorant.core.config.Preset#TEST}; closed by the caller, after the tests}
     *
     * @param kind which product
     * @param schema what each of them holds
     */
    public static CleanDatabases of(DatabaseKind kind, Schema schema) {
        return of(kind, schema, UnaryOperator.identity());
    }

    /**
     * {@return databases that tests open with other settings; closed by the caller, after the tests}
     *
     * @param kind which product
     * @param schema what each of them holds
     * @param configure changes the settings of {@link dev.cormorant.core.config.Preset#TEST}
     */
    public static CleanDatabases of(DatabaseKind kind, Schema schema, UnaryOperator<DatabaseConfig> configure) {
        return new CleanDatabases(kind, schema, configure);
    }

    /** {@return which product they are of} */
    public DatabaseKind kind() {
        return kind;
    }

    /** {@return what each of them holds} */
    public Schema schema() {
        return schema;
    }

    /**
     * Gives a clean database to one test; waits for no other test.
     *
     * @param reset how it is made clean
     * @return the database; closed by the caller, for {@link Reset#ROLLBACK} in the same thread
     * @throws IllegalStateException if this is closed, or there is no server and that is to fail
     * @throws dev.cormorant.core.error.OrmException if the schema cannot be made
     */
    public CleanDatabase take(Reset reset) {
        if (closed) {
            throw new IllegalStateException("the clean databases of " + kind + " are closed");
        }
        CleanDatabase database = new CleanDatabase(kind, schema, configure, reset, taken::remove);
        taken.add(database);
        return database;
    }

    /** Closes what was taken and not given back, and removes everything; a second call does nothing. */
    @Override
    public void close() {
        closed = true;
        taken.forEach(CleanDatabase::close);
    }

    /** {@return kind and schema} */
    @Override
    public String toString() {
        return "CleanDatabases[" + kind + ", " + schema + "]";
    }
}
