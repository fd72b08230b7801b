package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.core.driver.Drivers;
import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.AuthenticationFailedException;
import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.core.error.UnknownDatabaseException;
import dev.cormorant.testing.fault.FaultyProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way in which connecting fails: its kind, the step, the redacted URL, and that nothing is left of it however often it is
 * tried (20 times; the system property {@code orm.test.repeats.connect} says another number).
 */
@Timeout(3600)
public abstract class ConnectContract extends DatabaseContract {

    private static final String FIRST = "first connection";
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    private Path folder = Path.of("");

    /** For subclasses of the driver modules. */
    protected ConnectContract() {}

    /** The settings with another port of this machine. */
    private DatabaseConfig at(int port) {
        var server = testDatabase().server().orElseThrow();
        String url = testDatabase().jdbcUrl().replace(server.host() + ":" + server.port(), "127.0.0.1:" + port);
        DatabaseConfig there = DatabaseConfig.of(url, Preset.TEST)
                .withName("elsewhere")
                .withUser(testDatabase().user())
                .withPassword(Connecting.CANARY);
        return there.withPool(pool -> pool.withConnectTimeout(SHORT));
    }

    /** SQLite opens files: its URL has no host that could be wrong, and no user that could be refused. */
    private boolean hasNoServer() {
        boolean none = !dialect().isServer();
        assertThat(config().url().host().isEmpty()).isEqualTo(none);
        assertThat(config().user().isEmpty()).isEqualTo(none);
        return none;
    }

    @Test
    void refusesAWrongPassword() {
        if (hasNoServer()) {
            return;
        }
        Connecting.often(config().withPassword(Connecting.CANARY)).fails(AuthenticationFailedException.class, FIRST);
        Connecting.often(config().withUser("nobody_here").withPassword(Connecting.CANARY))
                .fails(AuthenticationFailedException.class, FIRST);
    }

    @Test
    void refusesAnUnknownDatabase() {
        String unknown = dialect().isServer()
                ? "no_such_database"
                : folder.resolve("missing").resolve("file.db").toString();
        UnknownDatabaseException failure =
                Connecting.often(config().withDatabase(unknown)).fails(UnknownDatabaseException.class, FIRST);
        assertThat(failure).hasMessageContaining(unknown);
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        if (dialect().isServer()) {
            return;
        }
        Path text = Files.writeString(folder.resolve("text.db"), "this is no database, ".repeat(500));
        OrmException failure = new Connecting(config().withDatabase(text.toString()), Connecting.REPEATS)
                .fails(ConnectionUnavailableException.class, FIRST);
        assertThat(failure).hasMessageContaining("text.db");
        Connecting.often(config().withDatabase(folder.toString())).fails(UnknownDatabaseException.class, FIRST);
        assertThat(Files.readString(text)).startsWith("this is no database");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(text);
        }
    }

    @Test
    void saysThatNobodyListens() {
        if (hasNoServer()) {
            return;
        }
        int closed;
        try (FaultyProxy once = FaultyProxy.silentServer()) {
            closed = once.port();
        }
        Connecting.often(at(closed)).fails(ServerUnreachableException.class, FIRST);
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() {
        if (hasNoServer()) {
            return;
        }
        try (FaultyProxy silent = FaultyProxy.silentServer()) {
            long startedAt = System.nanoTime();
            new Connecting(at(silent.port()), Connecting.SLOW_REPEATS).fails(ServerUnreachableException.class, FIRST);
            Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
            assertThat(took.dividedBy(Connecting.SLOW_REPEATS)).isLessThan(SHORT.plusSeconds(3));
        }
    }

    @Test
    void refusesAServerOfAnotherProtocol() throws Exception {
        if (hasNoServer()) {
            return;
        }
        try (RubbishServer rubbish = new RubbishServer()) {
            Connecting.often(at(rubbish.port())).fails(ConnectionUnavailableException.class, FIRST);
        }
    }

    @Test
    void refusesAServerThatHangsUp() {
        if (hasNoServer()) {
            return;
        }
        var server = testDatabase().server().orElseThrow();
        try (FaultyProxy proxy = FaultyProxy.to(server.host(), server.port())) {
            proxy.refuse();
            Connecting.often(at(proxy.port())).fails(ServerUnreachableException.class, FIRST);
        }
    }

    @Test
    void refusesAnUnknownParameterAndNamesTheNearest() {
        String near = dialect().isServer() ? "socketTimeot" : "cache_sise";
        String message = "";
        for (int i = 0; i < Connecting.REPEATS; i++) {
            DatabaseConfig wrong = config().withDriverProperty(near, Connecting.CANARY);
            ConfigurationException refusal = catchThrowableOfType(
                    ConfigurationException.class, () -> Database.open(wrong).close());
            message = refusal.getMessage();
            assertThat(Texts.of(refusal)).doesNotContain("s3cr3t");
        }
        assertThat(message).contains(near).contains("did you mean");
    }

    @Test
    void namesTheDriversThatThereAreForAnUnknownUrl() {
        Drivers drivers = Drivers.find();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Database.open(DatabaseConfig.of("jdbc:cormorant:nothing"), drivers))
                .withMessageContaining("cormorant")
                .withMessageContaining(database().driver());
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() throws Exception {
        for (int i = 0; i < Connecting.REPEATS; i++) {
            Future<List<Object>> outcome = inBackground(() -> {
                Thread.currentThread().interrupt();
                Throwable thrown = catchThrowable(() -> Database.open(config()).close());
                return List.of(thrown, Thread.interrupted());
            });
            List<Object> result = Workers.result(outcome);
            assertThat(result.get(0))
                    .isInstanceOfSatisfying(AcquireInterruptedException.class, thrown -> assertThat(thrown)
                            .hasMessageContaining("step \"load driver\"")
                            .hasMessageContaining(config().url().redacted()));
            assertThat(result.get(1)).as("the interrupt flag").isEqualTo(true);
        }
    }

    @Test
    void isBoundedWhenItIsInterruptedWhileTheServerIsSilent() throws Exception {
        if (hasNoServer()) {
            return;
        }
        Kept<Thread> thread = new Kept<>();
        try (FaultyProxy silent = FaultyProxy.silentServer()) {
            Future<Boolean> connecting = inBackground(() -> {
                thread.set(Thread.currentThread());
                Database.open(at(silent.port())).close();
                return true;
            });
            await().until(() -> silent.accepted() > 0);
            thread.get().interrupt();
            assertThat(Workers.failure(connecting)).isInstanceOf(ConnectionUnavailableException.class);
        }
    }

    @Test
    void triesAgainAsOftenAsItIsTold() throws Exception {
        if (hasNoServer()) {
            return;
        }
        var server = testDatabase().server().orElseThrow();
        try (FaultyProxy proxy = FaultyProxy.to(server.host(), server.port())) {
            proxy.refuse();
            DatabaseConfig patient = at(proxy.port())
                    .withPassword(testDatabase().password())
                    .withPool(pool ->
                            pool.withConnectTimeout(Duration.ofSeconds(20)).withConnectRetries(50));
            Future<Boolean> connecting = inBackground(() -> {
                try (Database opened = Database.open(patient)) {
                    return opened.server().product().isBlank();
                }
            });
            await().until(() -> proxy.accepted() >= 2);
            proxy.forward();
            assertThat(Workers.result(connecting)).isFalse();
        }
    }

    @Test
    void canBeOpenedAndClosedAgainAndAgain() {
        for (int i = 0; i < Connecting.REPEATS; i++) {
            try (Database again = Database.open(config())) {
                assertThat(again.server().product()).isNotBlank();
                assertThat(again.stats().services()).isPositive();
            }
        }
    }
}
