package dev.cormorant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.AuthenticationFailedException;
import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.core.error.UnknownDatabaseException;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.fault.Direction;
import dev.cormorant.testing.fault.FaultyProxy;
import dev.cormorant.testing.leak.LeakProbe;
import dev.cormorant.testing.server.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class PostgresLoginTest {

    private static final int ATTEMPTS = 50;
    private static TestDatabase server;

    @BeforeAll
    static void start() {
        server = TestDatabase.postgres();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static DatabaseConfig config() {
        return Opened.config(server);
    }

    private static DatabaseConfig at(FaultyProxy proxy, Duration timeout) {
        return DatabaseConfig.of("jdbc:postgresql://" + proxy.host() + ":" + proxy.port() + "/" + server.name())
                .withUser(server.user())
                .withPassword(server.password())
                .withPool(pool -> pool.withConnectTimeout(timeout));
    }

    private static FaultyProxy toServer() {
        TestServer running = server.server().orElseThrow();
        return FaultyProxy.to(running.host(), running.port());
    }

    private static void failsEveryTime(DatabaseConfig config, Class<? extends OrmException> kind, String part) {
        assertThatThrownBy(() -> Database.open(config, Opened.DRIVERS)).isInstanceOf(kind);
        LeakProbe probe = LeakProbe.take().and("server sessions", server::serverSessions);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            assertThatThrownBy(() -> Database.open(config, Opened.DRIVERS))
                    .isExactlyInstanceOf(kind)
                    .hasMessageContaining("first connection")
                    .hasMessageContaining(part)
                    .hasMessageNotContaining("s3cr3t");
        }
        probe.assertNothingLeft();
    }

    @Test
    void leavesNothingAfterAWrongPassword() {
        failsEveryTime(
                config().withPassword("s3cr3t-Canary!"), AuthenticationFailedException.class, "(SQLSTATE 28P01)");
    }

    @Test
    void leavesNothingAfterAnUnknownUser() {
        failsEveryTime(config().withUser("nobody_known"), AuthenticationFailedException.class, "check");
    }

    @Test
    void leavesNothingAfterAMissingPassword() {
        DatabaseConfig without = DatabaseConfig.of(server.jdbcUrl()).withUser(server.user());
        failsEveryTime(without, AuthenticationFailedException.class, "none is set");
    }

    @Test
    void leavesNothingAfterAnUnknownDatabase() {
        failsEveryTime(config().withDatabase("no_such_db"), UnknownDatabaseException.class, "(SQLSTATE 3D000)");
    }

    @Test
    void leavesNothingAfterAClosedPort() {
        FaultyProxy closed = FaultyProxy.silentServer();
        closed.close();
        failsEveryTime(
                at(closed, Duration.ofSeconds(5)), ServerUnreachableException.class, "nothing accepts connections");
    }

    @Test
    void leavesNothingAfterAnUnknownHost() {
        failsEveryTime(
                DatabaseConfig.of("jdbc:postgresql://no-such-host.invalid/app").withUser("ann"),
                ServerUnreachableException.class,
                "host name is unknown");
    }

    @Test
    void leavesNothingAfterAServerThatNeverAnswersAndTakesNoLongerThanAllowed() {
        try (FaultyProxy silent = FaultyProxy.silentServer()) {
            Duration limit = Duration.ofMillis(300);
            long start = System.nanoTime();
            failsEveryTime(at(silent, limit), ServerUnreachableException.class, "does not answer in time");
            Duration each = Duration.ofNanos((System.nanoTime() - start) / (ATTEMPTS + 1));
            assertThat(each).isBetween(limit.minusMillis(20), limit.plusMillis(100));
        }
    }

    @Test
    void leavesNothingAfterAServerThatBreaksTheConnectionAnywhereInTheLogin() {
        try (FaultyProxy proxy = toServer()) {
            DatabaseConfig config = at(proxy, Duration.ofSeconds(5));
            assertThatThrownBy(() -> {
                        proxy.cutAfter(1, Direction.SERVER_TO_CLIENT);
                        Database.open(config, Opened.DRIVERS);
                    })
                    .isInstanceOf(ServerUnreachableException.class);
            LeakProbe probe = LeakProbe.take().and("server sessions", server::serverSessions);
            for (long cut = 0; cut < 400; cut += 7) {
                proxy.forward();
                proxy.cutAfter(cut, Direction.SERVER_TO_CLIENT);
                assertThatThrownBy(() -> Database.open(config, Opened.DRIVERS))
                        .isInstanceOf(ConnectionUnavailableException.class);
            }
            proxy.cut();
            probe.assertNothingLeft();
        }
    }

    @Test
    void boundsTheWholeLoginEvenIfTheServerTrickles() {
        try (FaultyProxy slow = toServer()) {
            slow.delay(Duration.ofMillis(150), Direction.SERVER_TO_CLIENT);
            Duration limit = Duration.ofMillis(400);
            long start = System.nanoTime();
            assertThatThrownBy(() -> Database.open(at(slow, limit), Opened.DRIVERS))
                    .isInstanceOf(ServerUnreachableException.class)
                    .hasMessageContaining("does not answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plusMillis(150));
        }
    }

    @Test
    void givesUpConnectingWhenTheThreadIsInterrupted() throws Exception {
        try (FaultyProxy silent = FaultyProxy.silentServer()) {
            DatabaseConfig config = at(silent, Duration.ofSeconds(60));
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                AcquireInterruptedException stopped = catchThrowableOfType(
                        AcquireInterruptedException.class, () -> Database.open(config, Opened.DRIVERS));
                flag.complete(stopped != null && Thread.currentThread().isInterrupted());
            });
            thread.start();
            Awaitility.await().until(() -> silent.openConnections() == 1);
            thread.interrupt();
            assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
            thread.join();
            Awaitility.await().until(() -> silent.openConnections() == 0);
        }
    }

    @Test
    void setsUpTheSessionWithTheLogin() throws SQLException {
        DatabaseConfig config = config().withName("orders").withDriverProperty("currentSchema", "pg_catalog");
        try (Driver driver = new PostgresDriverProvider().bind(config);
                Connection connection = driver.connect(Access.WRITE, Duration.ofSeconds(10))) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(Opened.text(connection, "show application_name")).isEqualTo("cormorant/orders");
            assertThat(Opened.text(connection, "show search_path")).isEqualTo("pg_catalog");
            assertThat(connection.getNetworkTimeout()).isEqualTo((int)
                    StatementConfig.silence(config.statements().timeout()).toMillis());
            assertThat(Opened.text(connection, "show client_connection_check_interval"))
                    .isEqualTo("1s");
            assertThat(driver.facts(connection).product()).isEqualTo("PostgreSQL");
            assertThat(driver.facts(connection).dialect()).isEqualTo("POSTGRES");
            assertThat(driver.facts(connection).version()).matches("[0-9]+\\.[0-9]+.*");
        }
    }

    @Test
    void restoresTheContextClassLoader() throws SQLException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (Driver driver = new PostgresDriverProvider().bind(config());
                Connection connection = driver.connect(Access.WRITE, Duration.ofSeconds(10))) {
            assertThat(connection.isValid(5)).isTrue();
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        }
    }

    @Test
    void tellsABadValueOfAPropertyFromAServerThatIsAway() {
        assertThatThrownBy(
                        () -> Database.open(config().withDriverProperty("prepareThreshold", "maybe"), Opened.DRIVERS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("maybe");
    }

    @Test
    void saysWhenTheServerIsNotOfTheWantedSort() {
        assertThatThrownBy(() ->
                        Database.open(config().withDriverProperty("targetServerType", "secondary"), Opened.DRIVERS))
                .isInstanceOf(ServerUnreachableException.class)
                .hasMessageContaining("targetServerType");
    }
}
