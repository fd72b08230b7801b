package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.ConnectionReclaimedException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.guard.Finding;
import dev.cormorant.testing.guard.Guard;
import dev.cormorant.testing.guard.GuardSettings;
import dev.cormorant.testing.guard.LeakError;
import dev.cormorant.testing.guard.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The guard of a test: each wrong test is found by its rule, correct ones never are, and nothing of it is left for the next. */
public abstract class GuardContract extends OrmContract {

    private static final GuardSettings SETTINGS =
            GuardSettings.standard().withIdle(Duration.ofSeconds(1)).withSettle(Duration.ofMillis(100));

    /** How often all that is correct runs; the system property {@code orm.test.repeats.guard} says another number. */
    private static final int RUNS = Integer.getInteger("orm.test.repeats.guard", 20);

    /** For subclasses of the driver modules. */
    protected GuardContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table guarded (id integer not null)");
    }

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return SETTINGS.recording(defaults);
    }

    /** Ends when it is interrupted. */
    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException taken) {
            Thread.currentThread().interrupt();
        }
    }

    private <X extends Exception> void guarded(Guard.Work<X> work) throws X {
        Guard.run(database(), SETTINGS, work);
    }

    @TestFactory
    Stream<DynamicTest> findsEachWrongTestByItsRuleAndPlaceAndTakesBackWhatItLeft() {
        GuardMutants mutants = new GuardMutants(testDatabase(), orm());
        return mutants.all().stream().map(mutant -> DynamicTest.dynamicTest(mutant.method(), () -> caught(mutant)));
    }

    private void caught(GuardMutants.Mutant mutant) throws Throwable {
        Guard guard = Guard.start(database(), SETTINGS);
        mutant.test().execute();
        List<Finding> found = guard.finish();
        assertThat(found).as("%s", found).extracting(Finding::rule).containsExactly(mutant.rule());
        assertThat(found.get(0).place()).as("%s", found).anyMatch(frame -> frame.getMethodName()
                .equals(mutant.method()));
        assertThat(database().leases()).isEmpty();
        assertThat(database().executions()).isEmpty();
        assertThat(database().currentTransaction()).isEmpty();
        assertUsable();
        guarded(() ->
                assertThat(number("select count(*) from guarded where id > 1")).isZero());
    }

    @Test
    void isSilentAboutCorrectTests() throws Exception {
        for (int run = 0; run < RUNS; run++) {
            Guard.run(database(), SETTINGS.withSettle(Duration.ofSeconds(5)), this::correct);
        }
    }

    private void correct() throws Exception {
        Orm orm = orm();
        orm.transaction(tx -> {
            orm.execute(Sql.of("insert into guarded values (1)"));
            orm.transaction(inner -> orm.execute(Sql.of("delete from guarded")));
            try (var cursor = orm.cursor(Sql.of(testDatabase().numbersQuery(50)), row -> row.getLong(1))) {
                assertThat(cursor.next()).isTrue();
            }
        });
        try (Connection connection = database().dataSource().getConnection()) {
            assertThat(Jdbc.number(connection, "select 1")).isEqualTo(1);
            connection.setAutoCommit(false);
            Jdbc.run(connection, "insert into guarded values (2)");
        }
        assertThatThrownBy(() -> orm.transaction(tx -> {
                    orm.execute(Sql.of("insert into guarded values (3)"));
                    throw new SQLException("rolled back");
                }))
                .hasMessage("rolled back");
        for (int row = 0; row < GuardSettings.REPEATS; row++) {
            assertThat(number("select count(*) from guarded")).isZero();
        }
        withAThread(orm);
    }

    private void withAThread(Orm orm) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        long count = Workers.result(pool.submit(() ->
                orm.fetch(Sql.of("select count(*) from guarded"), Long.class).get(0)));
        assertThat(count).isZero();
        // Its thread is just ending when the test does.
        pool.shutdown();
    }

    @Test
    void keepsTheTestsOwnFailureAndAddsWhatWasLeftToIt() {
        assertThatThrownBy(() -> guarded(() -> {
                    Connection left = database().connection(Access.READ, "forgotten");
                    assertThat(left.isClosed()).isTrue();
                }))
                .isInstanceOf(AssertionError.class)
                .isNotInstanceOf(LeakError.class)
                .satisfies(own -> assertThat(own.getSuppressed())
                        .singleElement()
                        .isInstanceOfSatisfying(LeakError.class, error -> assertThat(error.getMessage())
                                .contains("1 finding", database().label(), "LEASE", "forgotten", "GuardContract")));
    }

    @Test
    void saysAllFindingsInOneError() {
        assertThatThrownBy(() -> guarded(() -> {
                    Connection left = database().connection(Access.READ, "forgotten");
                    assertThat(left.isClosed()).isFalse();
                    Thread thread = new Thread(GuardContract::waitForEver, "left");
                    thread.start();
                }))
                .isInstanceOfSatisfying(LeakError.class, error -> assertThat(error.findings())
                        .extracting(Finding::rule)
                        .contains(Rule.LEASE, Rule.THREAD));
    }

    @Test
    void tellsTheHolderThatItsConnectionIsGone() {
        Guard guard = Guard.start(database(), SETTINGS);
        Connection left = database().connection(Access.WRITE, "forgotten");
        assertThat(guard.finish()).hasSize(1);
        assertThatThrownBy(() -> Jdbc.number(left, "select 1"))
                .satisfies(thrown -> assertThat(meaning(thrown)).isInstanceOf(ConnectionReclaimedException.class));
    }

    @Test
    void leavesToTheirOwnersWhatWasOpenBefore() throws SQLException {
        try (Connection lent = database().dataSource().getConnection()) {
            guarded(() -> Jdbc.run(lent, "delete from guarded"));
            Guard guard = Guard.start(database(), SETTINGS);
            lent.setAutoCommit(false);
            Jdbc.run(lent, "delete from guarded");
            assertThat(guard.finish()).extracting(Finding::rule).containsExactly(Rule.TRANSACTION);
            lent.rollback();
            assertThat(Jdbc.number(lent, "select count(*) from guarded")).isZero();
        }
        var outer = database().transactions().open(TransactionOptions.readWrite());
        guarded(() -> orm().transaction(tx -> orm().execute(Sql.of("delete from guarded"))));
        assertThat(database().currentTransaction()).isPresent();
        outer.rollback(new IllegalStateException("done"));
    }

    @Test
    void allowsWhatHasAReasonAndLeavesOutWhatIsNotChecked() throws Exception {
        Kept<Thread> kept = new Kept<>();
        GuardSettings settings = SETTINGS.allowing(Rule.LEASE, "the code under test hands it on")
                .without(Rule.REPEATED_STATEMENT)
                .ignoringThreads("wan*");
        Kept<Connection> handedOn = new Kept<>();
        Guard.run(database(), settings, () -> {
            kept.set(new Thread(GuardContract::waitForEver, "wanted"));
            kept.get().start();
            for (int row = 0; row < 50; row++) {
                orm().fetch(Sql.of("select id from guarded"), Long.class);
            }
            handedOn.set(database().connection(Access.READ, "handed on"));
        });
        assertThat(kept.get().isAlive()).isTrue();
        assertThat(database().leases()).isEmpty();
        kept.get().interrupt();
        kept.get().join();
    }

    @Test
    void refusesSettingsThatCannotWork() {
        Database plain = open(config().withName("plain"));
        assertThatThrownBy(() -> Guard.start(plain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IDLE_CONNECTION")
                .hasMessageContaining("recording");
        Guard.run(plain, SETTINGS.without(Rule.IDLE_CONNECTION), () -> assertThat(
                        Orm.over(plain).fetch(Sql.of("select 1"), Long.class))
                .containsExactly(1L));
        assertThatThrownBy(() -> SETTINGS.allowing(Rule.LEASE, " ")).hasMessageContaining("reason");
        assertThatThrownBy(() -> SETTINGS.withRepeats(0)).hasMessageContaining("1 to 1,000,000");
    }
}
