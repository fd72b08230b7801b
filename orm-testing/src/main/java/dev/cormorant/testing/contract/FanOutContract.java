package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.MigrationLockException;
import dev.cormorant.migrations.FanOut;
import dev.cormorant.migrations.FanOutOptions;
import dev.cormorant.migrations.FanOutOutcome;
import dev.cormorant.migrations.FanOutOutcome.State;
import dev.cormorant.migrations.FanOutResult;
import dev.cormorant.migrations.MigrationResult;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many databases in one run, one of them broken: all others are migrated, it is named, the connections stay within their bound, and
 * the next run does what is left. How many is ten times as many with {@code -Dorm.test.repeats.fan-out=10}.
 */
@Tag("migrations")
public abstract class FanOutContract extends DatabaseContract {

    private static final String SCRIPTS = "classpath:dev/cormorant/testing/contract/migration";
    private static final int FILES = 30;
    private static final int ON_A_SERVER = 5;
    private static final int PARALLEL = 4;
    private static final int BROKEN = 2;

    private final List<TestDatabase> databases = new ArrayList<>();

    /** For subclasses of the driver modules. */
    protected FanOutContract() {}

    @BeforeEach
    final void makeManyOneOfThemBroken() throws SQLException {
        int usual = testDatabase().kind() == DatabaseKind.SQLITE ? FILES : ON_A_SERVER;
        for (int i = 0; i < usual * Integer.getInteger("orm.test.repeats.fan-out", 1); i++) {
            databases.add(newDatabase());
        }
        inTheBrokenOne("create table shelf (id bigint)");
    }

    @AfterEach
    final void removeThem() {
        databases.forEach(TestDatabase::close);
        databases.clear();
    }

    private void inTheBrokenOne(String sql) throws SQLException {
        try (Connection connection = databases.get(BROKEN).connect()) {
            Jdbc.run(connection, sql);
        }
    }

    private FanOut fanOut() {
        List<DatabaseConfig> configs = databases.stream()
                .map(database -> config().withDatabase(database.name()))
                .toList();
        return FanOut.over(configs)
                .locations(SCRIPTS)
                .options(FanOutOptions.standard().withParallel(PARALLEL));
    }

    /** The sessions in all of them, past everything under test. */
    private long sessions() {
        String names = databases.stream().map(TestDatabase::name).collect(Collectors.joining("', '", "('", "')"));
        try {
            return switch (testDatabase().kind()) {
                case SQLITE -> 0;
                case POSTGRES -> outside("select count(*) from pg_stat_activity where datname in " + names);
                default -> outside("select count(*) from information_schema.processlist where db in " + names);
            };
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void migratesAllButTheBrokenOneAndNextTimeWhatIsLeft() throws SQLException {
        AtomicLong most = new AtomicLong();
        AtomicLong told = new AtomicLong();
        FanOutResult first = fanOut().migrate(outcome -> {
            most.accumulateAndGet(sessions(), Math::max);
            told.incrementAndGet();
        });
        assertThat(first.isComplete()).isFalse();
        assertThat(told).hasValue(databases.size());
        assertThat(most.get()).isLessThanOrEqualTo((long) PARALLEL * FanOut.CONNECTIONS_EACH);
        assertThat(first.in(State.MIGRATED)).hasSize(databases.size() - 1).allSatisfy(migrated -> assertThat(
                        migrated.result().orElseThrow().applied())
                .hasSize(4));
        assertThat(first.in(State.FAILED)).singleElement().satisfies(failed -> {
            assertThat(failed.database()).isEqualTo(databases.get(BROKEN).name());
            assertThat(failed.failure().orElseThrow()).hasMessageContaining("has tables but no history");
        });
        inTheBrokenOne("drop table shelf");
        FanOutResult second = fanOut().migrate();
        assertThat(second.isComplete()).isTrue();
        assertThat(second.outcomes())
                .filteredOn(outcome -> !outcome.result().orElseThrow().applied().isEmpty())
                .extracting(FanOutOutcome::database)
                .containsExactly(databases.get(BROKEN).name());
    }

    @Test
    void beginsNoFurtherOneAfterAFailureIfAskedSo() {
        FanOutResult result = fanOut().options(
                        FanOutOptions.standard().withParallel(1).withStopAtFailure(true))
                .migrate();
        assertThat(result.outcomes())
                .extracting(FanOutOutcome::state)
                .startsWith(State.MIGRATED, State.MIGRATED, State.FAILED, State.NOT_BEGUN)
                .endsWith(State.NOT_BEGUN);
    }

    @Test
    void stopsWhenTheCallerIsInterrupted() {
        Thread caller = Thread.currentThread();
        FanOutResult result =
                fanOut().options(FanOutOptions.standard().withParallel(1)).migrate(outcome -> caller.interrupt());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.outcomes().get(0).state()).isEqualTo(State.MIGRATED);
        assertThat(result.in(State.NOT_BEGUN)).hasSizeGreaterThanOrEqualTo(databases.size() - 2);
    }

    @Test
    void waitsForTheLockOfEachAsLongAsItIsTold() throws Exception {
        FanOut impatient = fanOut().options(FanOutOptions.standard().withLockWait(Duration.ZERO));
        Database other = open(config().withDatabase(databases.get(0).name()));
        try (StoppedRun<MigrationResult> stopped =
                StoppedRun.start(Migrator.of(other).locations(SCRIPTS), 1, Migrator::migrate)) {
            FanOutResult result = impatient.migrate();
            assertThat(result.in(State.MIGRATED)).hasSize(databases.size() - 2);
            assertThat(result.outcomes().get(0).failure().orElseThrow())
                    .isInstanceOf(MigrationLockException.class)
                    .hasMessageContaining("lock-wait");
            assertThat(stopped.end().applied()).hasSize(4);
        }
        assertThat(impatient.migrate().outcomes().get(0).state()).isEqualTo(State.MIGRATED);
    }

    @Test
    void refusesTheSameDatabaseTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FanOut.over(List.of(config(), config())))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException().isThrownBy(() -> FanOut.over(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FanOutOptions.standard().withParallel(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FanOutOptions.standard().withLockWait(Duration.ofHours(25)));
    }
}
