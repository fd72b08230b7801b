package dev.cormorant.testing.reset;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.testing.DatabaseKind;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives clean databases of one kind and one schema to the tests of a run, to as many at once as ask. Safe for all threads.
 *
 * <p>The schema is made once, as a template that all JVMs on the same server share, under the hash of what it is made of. A database
 * that is given back waits for the next test with its pool open, up to 32 of them; it is made clean when the next test takes it.
 */
public final class CleanDatabases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CleanDatabases.class);
    private static final int MOST_WAITING = 32;

    private final DatabaseKind kind;
    private final Schema schema;
    private final Source source;
    private final Set<CleanDatabase> taken = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedDeque<Slot> waiting = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedDeque<Slot> left = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;

    private CleanDatabases(DatabaseKind kind, Schema schema, Source source) {
        this.kind = kind;
        this.schema = schema;
        this.source = source;
    }

    /**
     * {@return databases with the settings of {@link dev.cormorant.core.config.Preset#TEST}; closed by the caller, after the tests}
     *
     * @param kind which product
     * @param schema what each of them holds
     * @throws IllegalStateException if there is no server and that is to fail
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
     * @throws IllegalStateException if there is no server and that is to fail
     */
    public static CleanDatabases of(DatabaseKind kind, Schema schema, UnaryOperator<DatabaseConfig> configure) {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(configure, "configure");
        Source source =
                switch (kind) {
                    case SQLITE -> new SqliteSource(schema, configure);
                    case POSTGRES -> new PostgresSource(schema, configure);
                    case MYSQL, MARIADB -> new MySqlSource(kind, schema, configure);
                };
        return new CleanDatabases(kind, schema, source);
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
     * Gives a clean database to one test; waits for no other test, but for the template if it is being made.
     *
     * @param reset how it is made clean; with {@link Reset#NONE} it is one that a test with {@code NONE} has left, or else a clean one
     * @return the database; closed by the caller, for {@link Reset#ROLLBACK} in the same thread
     * @throws IllegalStateException if this is closed, or the account may not create databases
     * @throws dev.cormorant.core.error.OrmException if the schema cannot be made
     */
    public CleanDatabase take(Reset reset) {
        Objects.requireNonNull(reset, "reset");
        refuseIfClosed();
        Slot slot = reset == Reset.NONE ? anyOf(left) : clean(anyOf(waiting), reset);
        Slot own = slot == null ? source.create() : slot;
        try {
            CleanDatabase database = new CleanDatabase(this, source, own, reset);
            taken.add(database);
            return database;
        } catch (Throwable failed) {
            own.close();
            throw failed;
        }
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new IllegalStateException("the clean databases of " + kind + " are closed");
        }
    }

    private @Nullable Slot anyOf(ConcurrentLinkedDeque<Slot> slots) {
        Slot slot = slots.poll();
        if (slot != null) {
            count.decrementAndGet();
        }
        return slot;
    }

    /** One that cannot be made clean, because somebody still uses it, say, is given up for a new one. */
    private @Nullable Slot clean(@Nullable Slot slot, Reset reset) {
        if (slot == null) {
            return null;
        }
        try {
            makeClean(slot, reset);
            return slot;
        } catch (RuntimeException failed) {
            LOG.warn("{} cannot be made clean and is removed", slot.database(), failed);
            slot.close();
            return null;
        }
    }

    /** Makes a database clean that nothing uses now. */
    void makeClean(Slot slot, Reset reset) {
        boolean goodEnough = slot.condition() == Slot.Condition.CLEAN
                || (slot.condition() == Slot.Condition.ROLLED_BACK && reset == Reset.ROLLBACK);
        if (!goodEnough) {
            source.clean(slot, reset);
            slot.condition(Slot.Condition.CLEAN);
        }
    }

    /** Takes a database back that its test needs no more. */
    void giveBack(CleanDatabase database, Slot slot) {
        taken.remove(database);
        if (slot.isBusy()) {
            slot.cutOff();
        }
        if (closed || count.incrementAndGet() > MOST_WAITING) {
            count.decrementAndGet();
            slot.close();
            return;
        }
        (database.mode() == Reset.NONE ? left : waiting).push(slot);
        if (closed) {
            closeAll(waiting);
            closeAll(left);
        }
    }

    /**
     * Closes what was taken and not given back, and removes every database; the template stays for later runs, as the documentation
     * says for how long. A second call does nothing.
     */
    @Override
    public void close() {
        closed = true;
        try {
            taken.forEach(CleanDatabase::close);
        } finally {
            closeAll(waiting);
            closeAll(left);
            source.close();
        }
    }

    private void closeAll(ConcurrentLinkedDeque<Slot> slots) {
        for (Slot slot = anyOf(slots); slot != null; slot = anyOf(slots)) {
            try {
                slot.close();
            } catch (RuntimeException failed) {
                // The others are to be removed too, and this one is dropped with its server at the latest.
                LOG.warn("{} was not removed", slot.database(), failed);
            }
        }
    }

    /** {@return kind and schema} */
    @Override
    public String toString() {
        return "CleanDatabases[" + kind + ", " + schema + "]";
    }
}
