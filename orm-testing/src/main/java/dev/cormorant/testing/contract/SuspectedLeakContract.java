package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.LeakConfig;
import dev.cormorant.core.config.LeakPolicy;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.ConnectionReclaimedException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.leak.LeakReason;
import dev.cormorant.core.leak.LeakReport;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.cursor.Cursor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Connections that are held for longer than the settings allow: reported once, taken back if so set, and never by mistake. */
public abstract class SuspectedLeakContract extends OrmContract {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration WITHIN = Duration.ofSeconds(10);

    /** How long a query runs that is no leak. */
    private static final Duration LONG_QUERY = Duration.ofSeconds(Long.getLong("orm.test.long-query-seconds", 3));

    /** For subclasses of the driver modules. */
    protected SuspectedLeakContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table forgotten (id integer primary key)");
    }

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return looking(defaults, leaks -> leaks.withIdle(SECOND));
    }

    /** Limits that are not given are off. */
    private static DatabaseConfig looking(DatabaseConfig defaults, UnaryOperator<LeakConfig> limits) {
        return defaults.withPool(pool -> pool.withMaxSize(1))
                .withMonitor(monitor -> monitor.withLeaks(leaks -> limits.apply(leaks.withCheck(SECOND)
                        .withIdle(Duration.ZERO)
                        .withTransaction(Duration.ZERO)
                        .withUses(0))));
    }

    private Database openLooking(UnaryOperator<LeakConfig> limits) {
        return open(looking(config(), limits).withName("looking"));
    }

    private Database openReclaiming() {
        return openLooking(leaks -> leaks.withIdle(SECOND).withPolicy(LeakPolicy.RECLAIM));
    }

    private static void awaitSuspected(Database database, int count) {
        await().atMost(WITHIN).until(() -> database.stats().connections().suspected() == count);
    }

    private static void awaitTaken(Database database) {
        await().atMost(WITHIN).until(() -> database.stats().connections().forceClosed() == 1);
    }

    /** Holds still, as somebody who forgot a connection does. */
    private static void pause(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
    }

    @Test
    void reportsAnIdleConnectionOnceUntilItIsUsedAgain() throws SQLException {
        try (Connection held = database().connection(Access.WRITE, "idler")) {
            assertThat(Jdbc.number(held, "select 4711")).isEqualTo(4711);
            awaitSuspected(database(), 1);
            pause(Duration.ofMillis(2500));
            assertThat(database().leaks()).singleElement().satisfies(report -> {
                assertThat(report.reason()).isEqualTo(LeakReason.IDLE);
                assertThat(report.isCertain()).isFalse();
                assertThat(report.takenBack()).isFalse();
                assertThat(report.label()).isEqualTo("idler");
                assertThat(report.lastSql()).isEqualTo("select 4711");
                assertThat(report.idle()).isBetween(SECOND, Duration.ofSeconds(8));
                assertThat(report.outside()).isGreaterThanOrEqualTo(report.idle());
            });
            assertThat(database().leases()).singleElement().satisfies(lease -> assertThat(lease.suspected())
                    .isTrue());
            assertThat(Jdbc.number(held, "select 1")).isEqualTo(1);
            awaitSuspected(database(), 2);
            assertThat(database().leaks()).hasSize(2);
        }
        assertUsable();
    }

    @Test
    void takesALongStatementInALongTransactionForNoLeak() throws SQLException {
        Database looking =
                open(looking(config(), leaks -> leaks.withIdle(SECOND).withTransaction(SECOND))
                        .withName("long")
                        .withStatements(statements -> statements.withTimeout(LONG_QUERY))
                        .withTransactions(limits -> limits.withTimeout(LONG_QUERY.plusMinutes(1))));
        long startedAt = System.nanoTime();
        Throwable stopped = catchThrowable(() -> looking.transaction(
                TransactionOptions.reading().named("report"),
                transaction ->
                        Jdbc.number(transaction.connection(), testDatabase().slowQuery(Duration.ofHours(1)))));
        assertThat(meaning(stopped)).isInstanceOf(StatementTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isGreaterThan(LONG_QUERY);
        assertThat(looking.leaks()).isEmpty();
        assertThat(looking.stats().connections().suspected()).isZero();
    }

    @Test
    void takesACursorThatIsReadForNoLeakAndOneThatIsNotForOne() {
        Sql query = Sql.of(testDatabase().numbersQuery(1_000_000));
        try (Cursor<Long> cursor = orm().cursor(query, row -> row.getLong(1))) {
            for (int row = 0; row < 10; row++) {
                assertThat(cursor.next()).isTrue();
                pause(Duration.ofMillis(300));
            }
            assertThat(database().leaks()).isEmpty();
            awaitSuspected(database(), 1);
            assertThat(database().leaks().get(0).label()).isEqualTo("cursor");
            assertThat(cursor.next()).isTrue();
        }
    }

    @Test
    void reportsATransactionThatIsOpenForTooLong() throws SQLException {
        Database looking = openLooking(leaks -> leaks.withTransaction(SECOND));
        try (Connection held = looking.dataSource().getConnection()) {
            held.setAutoCommit(false);
            await().atMost(WITHIN).pollInterval(Duration.ofMillis(100)).until(() -> {
                Jdbc.number(held, "select 1");
                return looking.stats().connections().suspected() == 1;
            });
            assertThat(looking.leaks()).singleElement().satisfies(report -> assertThat(report.reason())
                    .isEqualTo(LeakReason.TRANSACTION));
            held.rollback();
        }
    }

    @Test
    void reportsAConnectionThatIsUsedTooOften() throws SQLException {
        Database looking = openLooking(leaks -> leaks.withUses(5));
        try (Connection held = looking.connection(Access.READ, "loop")) {
            for (int use = 1; use <= 6; use++) {
                assertThat(Jdbc.number(held, "select " + use)).isEqualTo(use);
            }
            awaitSuspected(looking, 1);
            LeakReport report = looking.leaks().get(0);
            assertThat(report.reason()).isEqualTo(LeakReason.USES);
            assertThat(report.uses()).isEqualTo(6);
            assertThat(report.lastSql()).isEqualTo("select 6");
        }
    }

    @Test
    void suspectsNothingWhereTheCheckIsOff() throws SQLException {
        Database looking = openLooking(leaks -> leaks.withIdle(SECOND).withCheck(Duration.ZERO));
        try (Connection held = looking.connection(Access.READ, "idler")) {
            assertThat(Jdbc.number(held, "select 1")).isEqualTo(1);
            pause(Duration.ofMillis(2500));
        }
        assertThat(looking.leaks()).isEmpty();
    }

    @Test
    void reclaimsAnIdleConnectionAndTellsItsHolder() throws Exception {
        Database looking = openReclaiming();
        try (Connection held = looking.dataSource().getConnection()) {
            held.setAutoCommit(false);
            Jdbc.run(held, "insert into forgotten values (1)");
            awaitTaken(looking);
            Future<Long> other = inBackground(() -> {
                try (Connection next = looking.connection(Access.WRITE, "next")) {
                    return Jdbc.number(next, "select count(*) from forgotten");
                }
            });
            assertThat(Workers.result(other)).isZero();
            assertReclaimed(looking, catchThrowable(() -> Jdbc.number(held, "select 1")));
            assertReclaimed(looking, catchThrowable(held::commit));
        }
        assertThat(looking.leaks()).singleElement().satisfies(report -> assertThat(report.takenBack())
                .isTrue());
        assertThat(outside("select count(*) from forgotten")).isZero();
        assertUsable(looking);
    }

    private static void assertReclaimed(Database database, Throwable thrown) {
        assertThat(thrown).isNotNull();
        assertThat(meaning(database, thrown))
                .isInstanceOf(ConnectionReclaimedException.class)
                .hasMessageContaining("taken back");
    }

    @Test
    void neverCommitsATransactionWhoseConnectionWasReclaimed() throws SQLException {
        Database looking = openReclaiming();
        Throwable thrown = catchThrowable(() -> looking.transaction(TransactionOptions.readWrite(), transaction -> {
            Jdbc.run(transaction.connection(), "insert into forgotten values (2)");
            awaitTaken(looking);
            return true;
        }));
        assertReclaimed(looking, thrown);
        assertThat(looking.stats().transactions().committed()).isZero();
        assertThat(outside("select count(*) from forgotten")).isZero();
        assertUsable(looking);
    }

    @Test
    void stopsTheStreamOfAReclaimedCursor() throws SQLException {
        Database looking = openReclaiming();
        Sql query = Sql.of(testDatabase().numbersQuery(100_000_000));
        Cursor<Long> cursor = dev.cormorant.sql.Orm.over(looking).cursor(query, row -> row.getLong(1));
        assertThat(cursor.next()).isTrue();
        awaitTaken(looking);
        awaitQuietServer();
        assertUsable(looking);
        assertReclaimed(looking, catchThrowable(cursor::next));
        assertThatNoException().isThrownBy(cursor::close);
    }
}
