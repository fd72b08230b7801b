package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.CredentialSource;
import dev.cormorant.core.config.Credentials;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.AuthenticationFailedException;
import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.error.CredentialsUnavailableException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** User and password are asked for at each physical connect, so that a password may change while the application runs. */
public abstract class CredentialContract extends DatabaseContract {

    private static final int SIZE = 3;
    private static final int CHANGES = 3;
    private static final String FIRST = "First-s3cr3t";
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final AtomicInteger asked = new AtomicInteger();
    private volatile CredentialSource source = Credentials.none();

    /** For subclasses of the driver modules. */
    protected CredentialContract() {}

    private Account account() {
        return Account.of(testDatabase());
    }

    private String login() {
        return account().name();
    }

    @Override
    void createTables(Connection connection) throws SQLException {
        if (dialect().isServer()) {
            account().create(connection, FIRST);
            source = Credentials.of(login(), FIRST);
        }
    }

    @AfterAll
    final void removeTheLogin() throws SQLException {
        if (dialect().isServer()) {
            account().drop();
        }
    }

    /** Each test begins with the first password. */
    @AfterEach
    final void changeBack() throws SQLException {
        if (dialect().isServer()) {
            account().changePassword(FIRST);
            source = Credentials.of(login(), FIRST);
        }
    }

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        asked.set(0);
        DatabaseConfig small =
                defaults.withPool(pool -> pool.withMaxSize(SIZE).withAcquireTimeout(Duration.ofSeconds(20)));
        return dialect().isServer() ? asking(small, () -> source.credentials()) : small;
    }

    private DatabaseConfig asking(DatabaseConfig config, CredentialSource from) {
        return config.withCredentials(() -> {
            asked.incrementAndGet();
            return from.credentials();
        });
    }

    @BeforeEach
    final void knowTheAccount() {
        assertThat(database().config().user()).isEmpty();
        assertThat(database().config().password().isPresent()).isFalse();
    }

    /** SQLite opens a file, which has no users. */
    private boolean isRefusedWithoutServer() {
        if (dialect().isServer()) {
            return false;
        }
        assertThat(catchThrowable(() -> Database.open(asking(config(), () -> Credentials.of("root", FIRST)))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has neither");
        assertThat(asked).hasValue(0);
        return true;
    }

    private void useAll() throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            for (int i = 0; i < SIZE; i++) {
                held.add(database().dataSource().getConnection());
                assertThat(Jdbc.number(held.get(i), "select 42")).isEqualTo(42);
            }
        } finally {
            for (Connection each : held) {
                each.close();
            }
        }
    }

    @Test
    void asksOnceForEachPhysicalConnection() throws SQLException {
        if (isRefusedWithoutServer()) {
            return;
        }
        assertThat(asked).hasValue(1);
        useAll();
        useAll();
        assertThat(asked).hasValue((int) database().stats().connections().opened());
        database().rotate();
        useAll();
        assertThat(asked.get())
                .isEqualTo((int) database().stats().connections().opened())
                .isGreaterThanOrEqualTo(2 * SIZE);
    }

    @Test
    void aPasswordThatChangesFailsNoCall() throws Exception {
        if (isRefusedWithoutServer()) {
            return;
        }
        useAll();
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<Integer>> workers = new ArrayList<>();
        for (int worker = 0; worker < SIZE + 1; worker++) {
            workers.add(inBackground(() -> callUntil(stop)));
        }
        for (int change = 1; change <= CHANGES; change++) {
            changePasswordAndRotate(FIRST + change);
        }
        stop.set(true);
        int calls = 0;
        for (Future<Integer> worker : workers) {
            calls += Workers.result(worker);
        }
        System.out.println(testDatabase().kind() + ": " + calls + " calls while the password changed " + CHANGES
                + " times, 0 failed");
        assertThat(calls).isPositive();
        // The first one is of no use any more.
        assertThat(catchThrowable(() -> Database.open(config().withUser(login()).withPassword(FIRST))))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    private void changePasswordAndRotate(String next) throws SQLException {
        account().changePassword(next);
        // The source learns of it later, as one with a cache does: what connects meanwhile is refused and tried again.
        database().rotate();
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        source = Credentials.of(login(), next);
        long opened = database().stats().connections().opened();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> database().stats().connections().opened() > opened);
    }

    private int callUntil(AtomicBoolean stop) throws SQLException {
        int calls = 0;
        while (!stop.get()) {
            assertThat(number("select 43")).isEqualTo(43);
            calls++;
        }
        return calls;
    }

    @Test
    void saysThatTheSourceFailed() {
        if (isRefusedWithoutServer()) {
            return;
        }
        IOException reason = new IOException("the vault is sealed");
        CredentialSource failing = () -> {
            throw reason;
        };
        CredentialsUnavailableException thrown = new Connecting(asking(config(), failing), 3)
                .fails(CredentialsUnavailableException.class, "first connection");
        assertThat(thrown).hasCause(reason).hasMessageContaining("java.io.IOException");
        assertThat(testDatabase().serverSessions()).isEqualTo(1);
    }

    @Test
    void waitsForASourceThatHangsNoLongerThanForAConnect() {
        if (isRefusedWithoutServer()) {
            return;
        }
        CountDownLatch never = new CountDownLatch(1);
        DatabaseConfig patient = config().withPool(pool -> pool.withConnectTimeout(LIMIT));
        long startedAt = System.nanoTime();
        CredentialsUnavailableException thrown = new Connecting(
                        asking(patient, () -> {
                            never.await();
                            return source.credentials();
                        }),
                        1)
                .fails(CredentialsUnavailableException.class, "first connection");
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isBetween(LIMIT, LIMIT.plusSeconds(2));
        assertThat(thrown).hasMessageContaining("pool.connect-timeout");
    }

    @Test
    void aSourceThatFailsLaterFailsOnlyWhoNeedsANewConnection() throws Exception {
        if (isRefusedWithoutServer()) {
            return;
        }
        AtomicBoolean sealed = new AtomicBoolean();
        Database later = open(asking(config(), () -> {
                    if (sealed.get()) {
                        throw new IOException("the vault is sealed");
                    }
                    return source.credentials();
                })
                .withPool(pool -> pool.withMaxSize(2).withAcquireTimeout(LIMIT)));
        sealed.set(true);
        try (Connection first = later.dataSource().getConnection()) {
            assertThat(Jdbc.number(first, "select 42")).isEqualTo(42);
            Throwable thrown = catchThrowable(() -> later.dataSource().getConnection());
            assertThat(meaning(later, thrown)).isInstanceOf(CredentialsUnavailableException.class);
        }
        sealed.set(false);
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> {
            try (Connection first = later.dataSource().getConnection();
                    Connection second = later.dataSource().getConnection()) {
                assertThat(Jdbc.number(first, "select 42") + Jdbc.number(second, "select 1"))
                        .isEqualTo(43);
            }
        });
    }
}
