package dev.cormorant.testing.reset;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.core.transaction.OpenTransaction;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Orm;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * The database that one test has to itself. Its objects are safe for all threads; {@link #reset()} and {@link #close()} belong to
 * the thread that took it.
 */
public final class CleanDatabase implements AutoCloseable {

    /** A transaction around a whole test may stand in a debugger for long. */
    private static final Duration LONGEST_TEST = Duration.ofHours(1);

    private final Reset reset;
    private final Schema schema;
    private final UnaryOperator<DatabaseConfig> configure;
    private final Consumer<CleanDatabase> atClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private TestDatabase database;
    private Orm orm;
    private Optional<OpenTransaction> transaction;

    CleanDatabase(
            DatabaseKind kind,
            Schema schema,
            UnaryOperator<DatabaseConfig> configure,
            Reset reset,
            Consumer<CleanDatabase> atClose) {
        this.reset = reset;
        this.schema = schema;
        this.configure = configure;
        this.atClose = atClose;
        this.database = TestDatabase.of(kind);
        this.orm = open();
        this.transaction = begin();
    }

    private Orm open() {
        DatabaseConfig config =
                DatabaseConfig.of(database.jdbcUrl(), Preset.TEST).withName("test");
        if (database.server().isPresent()) {
            config = config.withUser(database.user()).withPassword(database.password());
        }
        try {
            return Orm.open(configure.apply(config), schema::applyTo);
        } catch (Throwable failed) {
            database.close();
            throw failed;
        }
    }

    private Optional<OpenTransaction> begin() {
        return reset == Reset.ROLLBACK
                ? Optional.of(orm.database()
                        .transactions()
                        .open(TransactionOptions.readWrite().named("test").timeout(LONGEST_TEST)))
                : Optional.empty();
    }

    /** {@return the open database; closed with this} */
    public Orm orm() {
        return orm;
    }

    /**
     * {@return the data source of {@link #orm()}; with {@link Reset#ROLLBACK} it gives the transaction's connection to the thread of
     * the test}
     */
    public DataSource dataSource() {
        return transaction.isPresent()
                ? new TransactionDataSource(orm.database())
                : orm.database().dataSource();
    }

    /** {@return the same database past everything: its URL, account, and plain connections} */
    public TestDatabase database() {
        return database;
    }

    /** {@return how it is made clean} */
    public Reset mode() {
        return reset;
    }

    /** Makes it clean again, in place; {@link #orm()} and the others are to be asked again. Nothing happens with {@link Reset#NONE}. */
    public void reset() {
        if (reset == Reset.NONE) {
            return;
        }
        if (transaction.isPresent()) {
            rollBack();
            transaction = begin();
            return;
        }
        orm.close();
        database.close();
        database = TestDatabase.of(database.kind());
        orm = open();
    }

    private void rollBack() {
        transaction.ifPresent(open -> open.rollback(new CancellationException("the test has ended")));
    }

    /** Gives it back: what the test did is undone or removed. A second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        atClose.accept(this);
        try {
            rollBack();
        } finally {
            try {
                orm.close();
            } finally {
                database.close();
            }
        }
    }

    /** {@return the database and how it is made clean} */
    @Override
    public String toString() {
        return database + " (" + reset + ")";
    }
}
