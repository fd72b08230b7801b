package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.MonitorConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.monitor.Alert;
import dev.cormorant.core.monitor.AlertKind;
import dev.cormorant.core.monitor.Health;
import dev.cormorant.core.monitor.HealthState;
import dev.cormorant.core.monitor.MemorySample;
import dev.cormorant.core.service.Registration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A database says how it is, raises an alert once for each thing that is wrong, and gives up memory when that is short. */
public abstract class HealthContract extends DatabaseContract {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final long LIMIT = 1_000_000_000;

    /** For subclasses of the driver modules. */
    protected HealthContract() {}

    private Database watched(UnaryOperator<MonitorConfig> change) {
        return open(config().withName("watched").withMonitor(change));
    }

    private static MemorySample holding(long resident) {
        return new MemorySample(1, 2, 0, OptionalLong.of(resident), OptionalLong.of(LIMIT));
    }

    private static List<AlertKind> kinds(Database database) {
        return database.stats().monitor().alerts().stream().map(Alert::kind).toList();
    }

    @Test
    void isConnectedWhenItAnswers() {
        Health health = database().health();
        assertThat(health.state()).as(health.reason()).isEqualTo(HealthState.CONNECTED);
        assertThat(health.took()).isLessThan(Duration.ofSeconds(2));
        assertThat(database().stats().monitor().health()).isEqualTo(health);
        assertThat(database().stats().isIdle()).isTrue();
    }

    @Test
    void isDisconnectedOnceItIsClosed() {
        Database closed = watched(monitor -> monitor);
        closed.close();
        assertThat(closed.health().state()).isEqualTo(HealthState.DISCONNECTED);
    }

    @Test
    void takesNoConnectionAwayFromWorkAndSaysThatAllAreInUse() throws Exception {
        Database small = open(config().withPool(pool -> pool.withMaxSize(1)));
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        Future<Void> holder = inBackground(() -> {
            try (Connection connection = small.connection(Access.READ, "hold")) {
                assertThat(connection.isClosed()).isFalse();
                held.countDown();
                assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
                return null;
            }
        });
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        Future<Void> waiter = inBackground(() -> {
            try (Connection connection = small.connection(Access.READ, "wait")) {
                assertThat(connection.isClosed()).isFalse();
                return null;
            }
        });
        await().until(() -> small.stats().connections().waiting() == 1);
        Health health = small.health();
        done.countDown();
        assertThat(health.state()).isEqualTo(HealthState.DEGRADED);
        assertThat(health.reason()).contains("all connections are in use");
        assertThat(small.stats().connections().active()).isLessThanOrEqualTo(1);
        holder.get();
        waiter.get();
        assertThat(small.health().state()).isEqualTo(HealthState.CONNECTED);
    }

    @Test
    void answersManyWhoAskAtOnceWithOneLook() throws Exception {
        long before = database().stats().connections().taken();
        List<Future<Health>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            asked.add(inBackground(() -> database().health()));
        }
        for (Future<Health> each : asked) {
            assertThat(each.get().state()).isEqualTo(HealthState.CONNECTED);
        }
        assertThat(database().stats().connections().taken() - before).isBetween(1L, 50L);
        assertThat(database().stats().isIdle()).isTrue();
    }

    @Test
    void raisesOneAlertForAPoolThatStaysInUse() throws SQLException {
        Database busy = open(config().withPool(pool -> pool.withMaxSize(1)));
        ConcurrentLinkedQueue<Alert> told = new ConcurrentLinkedQueue<>();
        AtomicLong failing = new AtomicLong();
        try (LogCapture log = LogCapture.start();
                Registration first = busy.monitor().onAlert(alert -> {
                    failing.incrementAndGet();
                    throw new IllegalStateException("a callback that fails");
                });
                Registration second = busy.monitor().onAlert(told::add)) {
            assertThat(first).isNotSameAs(second);
            // Where reading and writing are divided there are two connections.
            try (Connection writing = busy.connection(Access.WRITE, "hold");
                    Connection reading = holdReader(busy)) {
                assertThat(writing.isClosed() || reading.isClosed()).isFalse();
                await().atMost(SOON).until(() -> !told.isEmpty());
                await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> told.size() == 1);
            }
            assertThat(log.text()).contains("a callback for alerts of").contains("a callback that fails");
        }
        assertThat(failing.get()).isEqualTo(1);
        assertThat(told).extracting(Alert::kind).containsExactly(AlertKind.POOL_USAGE);
        assertThat(kinds(busy)).containsExactly(AlertKind.POOL_USAGE);
        assertThat(told.element().message()).contains("connections have been in use");
    }

    private Connection holdReader(Database busy) throws SQLException {
        return dialect().isServer()
                ? testDatabase().connect()
                : busy.dataSource().getConnection();
    }

    @Test
    void boundsItsCallbacksAndFigures() {
        List<Registration> registered = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            registered.add(database().monitor().onAlert(alert -> {}));
        }
        assertThatThrownBy(() -> database().monitor().onAlert(alert -> {})).hasMessageContaining("16 callbacks");
        registered.forEach(Registration::close);
        database().monitor().onAlert(alert -> {}).close();
        registered.clear();
        for (int i = 0; i < 64; i++) {
            long bytes = i;
            registered.add(database().monitor().registerMemory("cache " + i, () -> bytes));
        }
        assertThatThrownBy(() -> database().monitor().registerMemory("more", () -> 1))
                .hasMessageContaining("64 figures");
        assertThatThrownBy(() -> database().monitor().registerMemory("cache 1", () -> 1))
                .hasMessageContaining("already");
        assertThat(database().stats().monitor().memory().registered())
                .hasSize(64)
                .containsEntry("cache 7", 7L);
        registered.forEach(Registration::close);
        assertThat(database().stats().monitor().memory().registered()).isEmpty();
    }

    @Test
    void givesUpMemoryOnceForEachTimeItIsShort() throws Exception {
        Database pressed = watched(monitor -> monitor.withMemoryCheck(Duration.ofSeconds(1)));
        AtomicLong resident = new AtomicLong(LIMIT / 2);
        pressed.monitor().readMemoryWith(() -> holding(resident.get()));
        openAll(pressed);
        int idle = pressed.stats().connections().idle();
        assertThat(idle).isGreaterThan(1);
        try (LogCapture quiet = LogCapture.start()) {
            resident.set(LIMIT * 90 / 100);
            await().atMost(SOON).until(() -> kinds(pressed).contains(AlertKind.MEMORY_PRESSURE));
            assertThat(pressed.stats().monitor().memory().percentOfLimit()).hasValue(90);
            await().atMost(SOON).until(() -> pressed.stats().connections().idle() == 0);
            assertThat(pressed.health().state()).isEqualTo(HealthState.DEGRADED);
            await().during(Duration.ofSeconds(3))
                    .atMost(SOON)
                    .until(() -> pressed.stats().monitor().memory().relieved() == 1);
            resident.set(LIMIT * 10 / 100);
            await().atMost(SOON).until(() -> pressed.health().state() == HealthState.CONNECTED);
            resident.set(LIMIT * 95 / 100);
            await().atMost(SOON).until(() -> pressed.stats().monitor().memory().relieved() == 2);
            assertThat(quiet.text()).contains("% of its limit of memory");
        }
        assertUsableWhenIdle(pressed);
    }

    @Test
    void shrinksTheConnectionsThatItKeeps() throws Exception {
        Database kept = open(config().withName("kept")
                .withPool(pool -> pool.withMinIdle(3))
                .withMonitor(monitor -> monitor.withMemoryCheck(Duration.ofSeconds(1))));
        openAll(kept);
        long evicted = kept.stats().connections().evicted();
        try (LogCapture quiet = LogCapture.start()) {
            kept.monitor().readMemoryWith(() -> holding(LIMIT));
            await().atMost(SOON).until(() -> kinds(kept).contains(AlertKind.MEMORY_PRESSURE));
            // The alert is there first.
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(quiet.text()).contains("idle connections closed: 0, shrunk: "));
        }
        assertThat(kept.stats().connections().evicted()).isEqualTo(evicted);
        assertUsableWhenIdle(kept);
    }

    /** Opens as many connections as there may be, one of which writes. */
    private void openAll(Database database) throws Exception {
        int most = database.config().pool().maxSize();
        CountDownLatch allOpen = new CountDownLatch(most);
        List<Future<Void>> holders = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            holders.add(inBackground(() -> {
                try (Connection connection = database.connection(Access.READ, "open")) {
                    assertThat(Jdbc.number(connection, "select 1")).isEqualTo(1);
                    allOpen.countDown();
                    assertThat(allOpen.await(30, TimeUnit.SECONDS)).isTrue();
                    return null;
                }
            }));
        }
        for (Future<Void> holder : holders) {
            holder.get();
        }
    }

    @Test
    void hasNoThreadAndRaisesNoAlertWhenItIsSwitchedOff() throws Exception {
        Database silent = open(config().withName("silent")
                .withPool(pool -> pool.withMaxSize(1))
                .withMonitor(monitor -> monitor.withEnabled(false).withMemoryCheck(Duration.ofSeconds(1))));
        silent.monitor().readMemoryWith(() -> holding(LIMIT));
        try (Connection writing = silent.connection(Access.WRITE, "hold");
                Connection reading = holdReader(silent)) {
            assertThat(writing.isClosed() || reading.isClosed()).isFalse();
            await().during(Duration.ofSeconds(5)).atMost(SOON).until(() -> threads("cormorant-silent-monitor") == 0);
        }
        assertThat(silent.stats().monitor().alerted()).isZero();
        assertThat(silent.stats().monitor().memory().relieved()).isZero();
        assertThat(silent.health().state()).isEqualTo(HealthState.CONNECTED);
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    /** What monitoring does with a connection of its own ends by itself. */
    private static void assertUsableWhenIdle(Database watched) throws SQLException {
        await().atMost(SOON).until(() -> watched.stats().isIdle());
        assertUsable(watched);
    }
}
