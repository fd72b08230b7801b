package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Isolation;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.CommitOutcomeUnknownException;
import dev.cormorant.core.error.DatabaseBusyException;
import dev.cormorant.core.error.DeadlockException;
import dev.cormorant.core.error.NestedLeaseException;
import dev.cormorant.core.error.TransactionException;
import dev.cormorant.core.transaction.Transaction;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.testing.DatabaseKind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the options of a transaction do: isolation, retries, joining, and a transaction of its own inside another one. */
public abstract class TransactionOptionsContract extends DatabaseContract {

    private static final TransactionOptions OUTER =
            TransactionOptions.readWrite().named("outer");
    private static final TransactionOptions INNER =
            TransactionOptions.readWrite().named("inner");
    private static final String COUNT = "select count(*) from entry";

    /** For subclasses of the driver modules. */
    protected TransactionOptionsContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table entry (id bigint primary key)");
    }

    /** One connection that writes, so that the next transaction gets that of the one before; two on servers. */
    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withPool(pool -> pool.withMaxSize(2));
    }

    @BeforeEach
    final void emptyTheTable() throws SQLException {
        run("delete from entry");
    }

    private static void insert(Transaction transaction, long id) throws SQLException {
        Jdbc.run(transaction.connection(), "insert into entry values (" + id + ")");
    }

    private Set<Isolation> declared() {
        return switch (testDatabase().kind()) {
            case SQLITE -> EnumSet.of(Isolation.SERIALIZABLE);
            case POSTGRES -> EnumSet.complementOf(EnumSet.of(Isolation.READ_UNCOMMITTED));
            case MYSQL, MARIADB -> EnumSet.allOf(Isolation.class);
        };
    }

    private String isolationOnServer(Connection connection) throws SQLException {
        String query =
                switch (testDatabase().kind()) {
                    case SQLITE -> "select 'serializable'";
                    case POSTGRES -> "select current_setting('transaction_isolation')";
                    case MYSQL -> "select @@transaction_isolation";
                    case MARIADB -> "select @@tx_isolation";
                };
        return Jdbc.texts(connection, query)
                .get(0)
                .toUpperCase(java.util.Locale.ROOT)
                .replaceAll("[ -]", "_");
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void keepsADeclaredIsolationAndRefusesAnother(Isolation level) throws SQLException {
        String before = database().transaction(OUTER, transaction -> isolationOnServer(transaction.connection()));
        if (declared().contains(level)) {
            String inside = database()
                    .transaction(OUTER.isolation(level), transaction -> isolationOnServer(transaction.connection()));
            assertThat(inside).isEqualTo(level.name());
        } else {
            assertThatExceptionOfType(TransactionException.class)
                    .isThrownBy(() -> database().transaction(OUTER.isolation(level), transaction -> true))
                    .withMessageContaining(level.name())
                    .withMessageContaining("SERIALIZABLE");
        }
        assertThat(database()
                        .<String, SQLException>transaction(
                                OUTER, transaction -> isolationOnServer(transaction.connection())))
                .isEqualTo(before);
    }

    @Test
    void refusesWhatContradictsTheOuterOne() throws SQLException {
        database().transaction(OUTER.timeout(Duration.ofSeconds(5)), outer -> {
            assertContradiction(INNER.isolation(Isolation.SERIALIZABLE), "isolation");
            assertContradiction(INNER.retries(1), "run again as a whole");
            assertContradiction(INNER.timeout(Duration.ofSeconds(6)), "5000 ms");
            assertContradiction(INNER.join().retries(1), "run again as a whole");
            insert(outer, 1);
            return database().transaction(INNER.timeout(Duration.ofSeconds(4)), inner -> true);
        });
        assertThat(outside(COUNT)).isEqualTo(1);
    }

    private void assertContradiction(TransactionOptions inner, String words) {
        assertThatExceptionOfType(TransactionException.class)
                .isThrownBy(() -> database().transaction(inner, transaction -> true))
                .withMessageContaining("inner")
                .withMessageContaining("outer")
                .withMessageContaining(words);
    }

    @Test
    void letsAJoiningOneBeAPartOfTheOuterOne() throws SQLException {
        database().transaction(OUTER, outer -> {
            insert(outer, 1);
            return database().transaction(INNER.join(), inner -> {
                assertThat(inner).isSameAs(outer);
                assertThat(inner.depth()).isEqualTo(1);
                insert(inner, 2);
                return true;
            });
        });
        assertThat(outside(COUNT)).isEqualTo(2);
        database().transaction(INNER.join(), alone -> {
            insert(alone, 3);
            return true;
        });
        assertThat(outside(COUNT)).isEqualTo(3);
    }

    @Test
    void rollsBackTheWholeAfterAJoiningOneFailed() throws SQLException {
        IOException reason = new IOException("half done");
        Throwable thrown = catchThrowable(() -> database().transaction(OUTER, outer -> {
            Throwable swallowed = catchThrowable(() -> database().transaction(INNER.join(), inner -> {
                insert(inner, 1);
                throw reason;
            }));
            assertThat(swallowed).isSameAs(reason);
            return true;
        }));
        assertThat(thrown).isInstanceOf(TransactionException.class).hasCause(reason);
        assertThat(outside(COUNT)).isZero();
        assertUsable();
    }

    @Test
    void runsOneOfItsOwnInsideAnother() throws SQLException {
        boolean divided = !dialect().isServer();
        Throwable thrown = catchThrowable(() -> database().transaction(OUTER, outer -> {
            insert(outer, 1);
            Throwable refused = catchThrowable(() -> database().transactions().requiresNew(INNER, inner -> {
                assertThat(inner).isNotSameAs(outer);
                assertThat(database().currentTransaction()).containsSame(inner);
                insert(inner, 2);
                return true;
            }));
            assertRefusedAtOnce(refused, divided);
            assertThat(database().currentTransaction()).containsSame(outer);
            long seen = database()
                    .transactions()
                    .requiresNew(
                            TransactionOptions.reading().named("look"),
                            look -> Jdbc.number(look.connection(), "select count(*) from entry where id = 1"));
            assertThat(seen).isZero();
            throw new IOException("the outer one");
        }));
        assertThat(thrown).isInstanceOf(IOException.class);
        assertThat(outside(COUNT)).isEqualTo(divided ? 0 : 1);
    }

    /** Where there is one connection that writes, a second one cannot be had; two writers would wait for each other for ever. */
    private static void assertRefusedAtOnce(Throwable refused, boolean divided) {
        if (divided) {
            assertThat(refused)
                    .isInstanceOf(NestedLeaseException.class)
                    .hasMessageContaining("inner")
                    .hasMessageContaining("outer");
        } else {
            assertThat(refused).isNull();
        }
    }

    @Test
    void refusesAThirdWhereThePoolHasTwo() throws SQLException {
        if (!dialect().isServer()) {
            return;
        }
        database().transaction(OUTER, one -> database().transactions().requiresNew(INNER, two -> {
            long startedAt = System.nanoTime();
            assertThatExceptionOfType(NestedLeaseException.class)
                    .isThrownBy(() -> database().transactions().requiresNew(INNER.named("third"), three -> true))
                    .withMessageContaining("third");
            assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(1));
            return true;
        }));
    }

    @Test
    void runsAgainAfterAConflictOnly() throws SQLException {
        assertThat(triesOf(OUTER.retries(2), new DeadlockException("a test", null)))
                .isEqualTo(3);
        assertThat(triesOf(OUTER, new DeadlockException("a test", null))).isEqualTo(1);
        assertThat(triesOf(OUTER.retries(2), new DatabaseBusyException("a test", null)))
                .isEqualTo(1);
        assertThat(triesOf(
                        OUTER.retries(2), new CommitOutcomeUnknownException("a test", new DeadlockException("", null))))
                .isEqualTo(1);
        assertThat(triesOf(OUTER.retries(2), new IllegalStateException("a test")))
                .isEqualTo(1);
        assertThat(triesOf(OUTER.retries(2), new IllegalStateException(new DeadlockException("wrapped", null))))
                .isEqualTo(3);
        assertThat(outside(COUNT)).isZero();
    }

    @Test
    void stopsTryingAtItsDeadline() throws SQLException {
        long startedAt = System.nanoTime();
        int tries = triesOf(OUTER.retries(100).timeout(Duration.ofMillis(500)), new DeadlockException("a test", null));
        assertThat(tries).isBetween(2, 50);
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofMillis(1500));
    }

    private int triesOf(TransactionOptions options, RuntimeException failure) {
        AtomicInteger tries = new AtomicInteger();
        Throwable thrown = catchThrowable(() -> database().transaction(options, transaction -> {
            insert(transaction, tries.incrementAndGet());
            throw failure;
        }));
        // A last try may have had no time left for its statement.
        if (thrown != failure) {
            assertThat(thrown).hasSuppressedException(failure);
            assertThat(meaning(thrown)).isInstanceOf(TransactionException.class);
        }
        return tries.get();
    }

    @Test
    void leavesNothingInTheSession() throws SQLException {
        DatabaseKind kind = testDatabase().kind();
        String change =
                switch (kind) {
                    case SQLITE -> "pragma recursive_triggers = true";
                    case POSTGRES -> "set statement_timeout = 54321";
                    case MYSQL, MARIADB -> "set @leftover = 54321";
                };
        String look =
                switch (kind) {
                    case SQLITE -> "pragma recursive_triggers";
                    case POSTGRES -> "select setting from pg_settings where name = 'statement_timeout'";
                    case MYSQL, MARIADB -> "select coalesce(@leftover, 0)";
                };
        for (int round = 0; round < 4; round++) {
            try (Connection connection = database().connection(Access.WRITE, "look")) {
                assertThat(Jdbc.number(connection, look)).isNotIn(54321L, 1L);
            }
            database().transaction(OUTER, transaction -> {
                Jdbc.run(transaction.connection(), change);
                assertThat(Jdbc.number(transaction.connection(), look)).isIn(54321L, 1L);
                return true;
            });
        }
        assertUsable();
    }
}
