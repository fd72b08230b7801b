package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.CleanupReport;
import dev.cormorant.core.Database;
import dev.cormorant.core.DatabaseHandle;
import dev.cormorant.core.Databases;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.DatabasesConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.DriverProvider;
import dev.cormorant.core.driver.Drivers;
import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.PoolExhaustedException;
import dev.cormorant.core.error.ShuttingDownException;
import dev.cormorant.testing.fault.DriverOnWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One database for each key, its owners, its names, and the budget of all of them together. */
public abstract class DatabasesContract extends SeveralDatabases {

    private static final int ASKING = 8;

    /** For subclasses of the driver modules. */
    protected DatabasesContract() {}

    @Override
    final int count() {
        return 4;
    }

    private Databases withBudget(int connections) {
        return closedAfterTheTest(Databases.withBudget(connections));
    }

    /** Counts the connects and does what a test says before each. */
    private static final class Watch implements DriverOnWatch.Connecting {
        final AtomicInteger connects = new AtomicInteger();
        private volatile Callable<?> before = () -> true;

        /** Says what is done before each connect from now on. */
        void before(Callable<?> action) {
            before = action;
        }

        @Override
        public Connection connect(Driver driver, Access access, Duration timeout) throws Exception {
            connects.incrementAndGet();
            before.call();
            return driver.connect(access, timeout);
        }
    }

    private Databases watched(Watch watch, DatabasesConfig limits) {
        DriverProvider real = Drivers.find().forScheme(config(0).url().scheme());
        return closedAfterTheTest(Databases.with(limits, Drivers.of(List.of(new DriverOnWatch(real, watch)))));
    }

    @Test
    void opensADatabaseOnceHoweverManyThreadsAskForIt() throws Exception {
        Watch watch = new Watch();
        Databases databases = watched(watch, DatabasesConfig.ofBudget(10));
        CountDownLatch together = new CountDownLatch(ASKING);
        List<Future<DatabaseHandle>> asking = new ArrayList<>();
        for (int i = 0; i < ASKING; i++) {
            asking.add(workers().start(() -> {
                together.countDown();
                together.await();
                return databases.open(config(0));
            }));
        }
        List<DatabaseHandle> handles = new ArrayList<>();
        for (Future<DatabaseHandle> each : asking) {
            handles.add(Workers.result(each));
        }
        assertThat(handles)
                .extracting(DatabaseHandle::database)
                .containsOnly(handles.get(0).database());
        assertThat(watch.connects).hasValue(1);
        assertThat(databases.stats().databases()).singleElement().satisfies(member -> assertThat(member.owners())
                .isEqualTo(ASKING));
    }

    @Test
    void triesAgainAfterAFailedOpeningWhichLeavesNothing() throws Exception {
        Watch watch = new Watch();
        Databases databases = watched(watch, DatabasesConfig.ofBudget(2));
        int services = databases.services().size();
        watch.before(() -> {
            throw new SQLException("the first one fails", "08001");
        });
        assertThat(catchThrowable(() -> databases.open(config(0))))
                .isInstanceOf(OrmException.class)
                .hasMessageContaining("first connection");
        assertThat(databases.stats().open()).isZero();
        assertThat(databases.stats().budget().open()).isZero();
        assertThat(databases.services().size()).isEqualTo(services);
        watch.before(() -> true);
        try (DatabaseHandle handle = databases.open(config(0))) {
            assertThat(ask(handle.database())).isEqualTo(42);
        }
    }

    @Test
    void opensOneDatabaseWhileAnotherIsSlowToConnect() throws Exception {
        Watch watch = new Watch();
        Databases databases = watched(watch, DatabasesConfig.ofBudget(4));
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        watch.before(() -> {
            watch.before(() -> true);
            slow.countDown();
            return goOn.await(30, TimeUnit.SECONDS);
        });
        Future<DatabaseHandle> first = workers().start(() -> databases.open(config(0)));
        assertThat(slow.await(10, TimeUnit.SECONDS)).isTrue();
        try (DatabaseHandle second = databases.open(config(1))) {
            assertThat(ask(second.database())).isEqualTo(42);
            assertThat(first.isDone()).isFalse();
        } finally {
            goOn.countDown();
        }
        assertThat(ask(Workers.result(first).database())).isEqualTo(42);
    }

    @Test
    void refusesOtherSettingsForAnOpenDatabaseWithoutShowingASecret() throws SQLException {
        Databases databases = withBudget(4);
        DatabaseConfig config = config(0);
        try (DatabaseHandle handle = databases.open(config)) {
            assertThat(ask(handle.database())).isEqualTo(42);
            DatabaseConfig other = config.withPool(pool -> pool.withMaxSize(2)).withPassword("canary-9431");
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> databases.open(other))
                    .withMessageContaining("pool.max-size is 3 there and 2 here")
                    .withMessageContaining("password")
                    .withMessageNotContaining("canary-9431");
            try (DatabaseHandle same = databases.open(config.withName("another-label"))) {
                assertThat(same.database()).isSameAs(handle.database());
            }
        }
    }

    @Test
    void keepsAnUnownedDatabaseForTheNextOwnerAndClosesTheOldestOfTooMany() {
        Databases databases =
                closedAfterTheTest(Databases.with(DatabasesConfig.ofBudget(4).withMaxIdle(1)));
        DatabaseHandle first = databases.open(config(0));
        Database kept = first.database();
        DatabaseHandle second = databases.open(config(0));
        first.close();
        first.close();
        assertThat(second.database()).isSameAs(kept);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(first::database);
        second.close();
        assertThat(databases.stats().unowned()).isEqualTo(1);
        try (DatabaseHandle again = databases.open(config(0))) {
            assertThat(again.database()).isSameAs(kept);
        }
        databases.open(config(1)).close();
        assertThat(kept.toString()).contains("closed");
        assertThat(databases.stats().open()).isEqualTo(1);
    }

    @Test
    void closesAnIdleConnectionOfAnotherDatabaseButNoneInUse() throws Exception {
        Databases databases = withBudget(1);
        Database first = databases.open(config(0)).database();
        Database second = databases.open(config(1)).database();
        assertThat(ask(first)).isEqualTo(42);
        assertThat(ask(second)).isEqualTo(42);
        try (Connection held = first.connection(Access.READ, "nightly report")) {
            assertThat(Jdbc.number(held, "select 4711")).isEqualTo(4711);
            Throwable thrown = Workers.failure(workers().start(() -> ask(second)));
            assertThat(thrown)
                    .isInstanceOf(PoolExhaustedException.class)
                    .hasMessageContaining("db1")
                    .hasMessageContaining("1 of 1 open")
                    .hasMessageContaining("biggest: db0");
            assertThat(Jdbc.number(held, "select 4712")).isEqualTo(4712);
        }
        assertThat(ask(second)).isEqualTo(42);
        assertThat(databases.stats().budget().peak()).isEqualTo(1);
    }

    @Test
    void givesTheRoomOfABusyDatabaseToOneThatHasNone() throws Exception {
        Databases databases = withBudget(2);
        Database busy = databases.open(config(0)).database();
        Database other = databases.open(config(1)).database();
        CountDownLatch stop = new CountDownLatch(1);
        List<Future<Long>> load = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            load.add(workers().start(() -> {
                long done = 0;
                while (stop.getCount() > 0) {
                    done += ask(busy);
                }
                return done;
            }));
        }
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(ask(other)).isEqualTo(42);
            }
        } finally {
            stop.countDown();
        }
        for (Future<Long> each : load) {
            assertThat(Workers.result(each)).isPositive();
        }
        assertThat(databases.stats().budget().peak()).isLessThanOrEqualTo(2);
    }

    @Test
    void knowsDatabasesByNameAndProposesTheNearest() throws SQLException {
        Databases databases = withBudget(4)
                .name("orders", config(0))
                .name("invoices", config(1))
                .alias("bills", "invoices");
        assertThat(databases.stats().open()).isZero();
        assertThat(databases.get()).isSameAs(databases.get("orders"));
        assertThat(databases.get("bills")).isSameAs(databases.get("invoices")).isNotSameAs(databases.get());
        assertThat(ask(databases.defaultName("bills").get())).isEqualTo(42);
        assertThat(databases.get()).isSameAs(databases.get("invoices"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> databases.get("ordres"))
                .withMessageContaining("\"ordres\"")
                .withMessageContaining("orders");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> databases.alias("orders", "invoices"))
                .withMessageContaining("already");
    }

    @Test
    void cleansUpEverythingSaysWhatItCutAndStaysUsable() throws SQLException {
        Databases databases = withBudget(4).name("orders", config(0));
        Database named = databases.get("orders");
        Database other = databases
                .open(config(1)
                        .withClose(close -> close.withDrain(Duration.ZERO).withGrace(Duration.ZERO)))
                .database();
        Connection held = other.connection(Access.READ, "never given back");
        CleanupReport report = databases.cleanup();
        assertThat(report.isClean()).isFalse();
        assertThat(report.databases()).hasSize(2).anySatisfy(closed -> {
            assertThat(closed.owners()).isEqualTo(1);
            assertThat(closed.report().cut()).singleElement().satisfies(lease -> assertThat(lease.label())
                    .isEqualTo("never given back"));
        });
        assertThat(catchThrowable(() -> ask(other))).isInstanceOf(ShuttingDownException.class);
        held.close();
        assertThat(databases.get("orders")).isNotSameAs(named);
        assertThat(ask(databases.get("orders"))).isEqualTo(42);
        databases.close();
        assertThatExceptionOfType(ShuttingDownException.class).isThrownBy(() -> databases.open(config(0)));
        assertThat(databases.services().size()).isZero();
    }
}
