package dev.cormorant.testing.reset;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.sql.Orm;
import dev.cormorant.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One database that goes from test to test, and what is open on it. Belongs to one thread at a time. */
final class Slot implements AutoCloseable {

    /** What may be in a database. */
    enum Condition {
        /** What the template holds, and nothing else. */
        CLEAN,
        /** The rows of the template; counters have gone on. */
        ROLLED_BACK,
        /** Anything. */
        USED
    }

    /** What was in use when its test ended is cut off. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final TestDatabase database;
    private final DatabaseConfig config;
    private Optional<Orm> orm = Optional.empty();
    private Optional<Connection> keeper = Optional.empty();
    private String definitions = "";
    private String counted = "";
    private Map<String, String> state = Map.of();
    private Condition condition = Condition.CLEAN;

    private Slot(TestDatabase database, UnaryOperator<DatabaseConfig> configure) {
        this.database = database;
        this.config = configure.apply(plainConfig(database));
    }

    /** Fills a new database; one that cannot be filled is removed. */
    static Slot filled(TestDatabase database, UnaryOperator<DatabaseConfig> configure, Consumer<Slot> filling) {
        Slot slot = new Slot(database, configure);
        try {
            filling.accept(slot);
            return slot;
        } catch (Throwable failed) {
            slot.close();
            throw failed;
        }
    }

    /** {@return how the account that may do everything reaches a database} */
    static DatabaseConfig plainConfig(TestDatabase database) {
        DatabaseConfig plain =
                DatabaseConfig.of(database.jdbcUrl(), Preset.TEST).withName("test");
        return database.server().isPresent()
                ? plain.withUser(database.user()).withPassword(database.password())
                : plain;
    }

    TestDatabase database() {
        return database;
    }

    /** {@return what tests use, opened at the first call and after {@link #cutOff}} */
    Orm orm() {
        if (orm.isEmpty()) {
            orm = Optional.of(Orm.open(config));
        }
        return orm.get();
    }

    /** {@return how many connections the tests' pool holds} */
    int connections() {
        return orm.map(open -> open.stats().connections().total()).orElse(0);
    }

    /** Has the idle connections of the tests' pool closed, since they will not survive what comes. */
    void rotate() {
        orm.ifPresent(open -> open.database().rotate());
    }

    /** Takes away what a test has left in use. */
    void cutOff() {
        Optional<Orm> open = orm;
        orm = Optional.empty();
        open.ifPresent(used -> used.close(Duration.ZERO, GRACE));
    }

    /** {@return whether something of the pool is in use} */
    boolean isBusy() {
        return orm.isPresent() && !orm.get().stats().isIdle();
    }

    /** {@return a connection past the pool that looks and tidies up, kept until {@link #dropKeeper}} */
    Connection keeper() throws SQLException {
        if (keeper.isEmpty()) {
            keeper = Optional.of(database.connect());
        }
        return keeper.get();
    }

    void dropKeeper() {
        Optional<Connection> open = keeper;
        keeper = Optional.empty();
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (SQLException alreadyLost) {
            // Its session has ended, which is all that was wanted.
            condition = Condition.USED;
        }
    }

    /** {@return what state it is in} */
    Condition condition() {
        return condition;
    }

    void condition(Condition now) {
        condition = now;
    }

    /** {@return the fingerprint of its definitions when they were right, and what was read of the server then} */
    String definitions() {
        return definitions;
    }

    String counted() {
        return counted;
    }

    void definitions(String fingerprint, String statements) {
        definitions = fingerprint;
        counted = statements;
    }

    /** {@return what its tables hold when it is clean} */
    Map<String, String> state() {
        return state;
    }

    void state(Map<String, String> whenClean) {
        state = Map.copyOf(whenClean);
    }

    @Override
    public void close() {
        try {
            dropKeeper();
        } finally {
            try {
                cutOff();
            } finally {
                database.close();
            }
        }
    }
}
