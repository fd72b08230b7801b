package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.testing.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections are replaced, on request or because the server says that it leaves, and no call notices. For servers. */
public abstract class RotationContract extends DatabaseContract {

    private static final int SIZE = 3;
    private static final int ROTATIONS = 5;

    /** For subclasses of the driver modules. */
    protected RotationContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table rotated (id integer primary key)");
    }

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        // Without monitoring, whose look at the health after a loss takes one of the connections counted here.
        return defaults.withPool(pool -> pool.withMaxSize(SIZE).withAcquireTimeout(Duration.ofSeconds(20)))
                .withMonitor(monitor -> monitor.withEnabled(false));
    }

    private boolean isPostgres() {
        return testDatabase().kind() == DatabaseKind.POSTGRES;
    }

    private void kill(long session) throws SQLException {
        try (Connection outside = testDatabase().connect()) {
            if (isPostgres()) {
                assertThat(Jdbc.number(
                                outside, "select case when pg_terminate_backend(" + session + ") then 1 else 0 end"))
                        .isEqualTo(1);
            } else {
                Jdbc.run(outside, "kill " + session);
            }
        }
    }

    /** {@return the sessions of all connections of the pool, each opened if it was not} */
    private Set<Long> sessions() throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            Set<Long> sessions = new HashSet<>();
            for (int connection = 0; connection < SIZE; connection++) {
                held.add(database().dataSource().getConnection());
                sessions.add(Jdbc.number(held.get(connection), dialect().sessionQuery()));
            }
            return sessions;
        } finally {
            for (Connection each : held) {
                each.close();
            }
        }
    }

    @Test
    void replacesIdleConnectionsNowAndThoseInUseWhenTheyAreGivenBack() throws SQLException {
        Set<Long> before = sessions();
        assertThat(before).hasSize(SIZE);
        try (Connection held = database().dataSource().getConnection()) {
            long kept = Jdbc.number(held, dialect().sessionQuery());
            database().rotate();
            assertThat(Jdbc.number(held, dialect().sessionQuery())).isEqualTo(kept);
        }
        assertThat(sessions()).hasSize(SIZE).doesNotContainAnyElementsOf(before);
        await().atMost(Duration.ofSeconds(10)).until(() -> testDatabase().serverSessions() == SIZE);
    }

    @Test
    void rotatesUnderLoadWithoutFailingACall() throws Exception {
        Set<Long> before = sessions();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        List<Future<Integer>> workers = new ArrayList<>();
        for (int worker = 0; worker < SIZE + 1; worker++) {
            workers.add(inBackground(() -> callUntil(end)));
        }
        for (int rotation = 0; rotation < ROTATIONS; rotation++) {
            database().rotate();
            await().pollDelay(Duration.ofMillis(400)).until(() -> true);
        }
        int calls = 0;
        for (Future<Integer> worker : workers) {
            calls += Workers.result(worker);
        }
        System.out.println(
                testDatabase().kind() + ": " + calls + " calls during " + ROTATIONS + " rotations, 0 failed");
        assertThat(calls).isPositive();
        assertThat(sessions()).doesNotContainAnyElementsOf(before);
    }

    private int callUntil(long end) throws SQLException {
        int calls = 0;
        while (System.nanoTime() < end) {
            assertThat(database()
                            .<Long, SQLException>transaction(
                                    TransactionOptions.readWrite(),
                                    transaction -> Jdbc.number(transaction.connection(), "select 42")))
                    .isEqualTo(42);
            assertThat(number("select 43")).isEqualTo(43);
            calls += 2;
        }
        return calls;
    }

    @Test
    void replacesAllConnectionsWhenOneLearnsThatTheServerLeaves() throws SQLException {
        Set<Long> before = sessions();
        try (Connection lost = database().dataSource().getConnection();
                Connection other = database().dataSource().getConnection()) {
            long session = Jdbc.number(lost, dialect().sessionQuery());
            kill(session);
            await().atMost(Duration.ofSeconds(10)).until(() -> testDatabase().serverSessions() < SIZE);
            Throwable thrown = catchThrowable(() -> Jdbc.number(lost, "select 1"));
            assertThat(meaning(thrown)).isInstanceOf(ServerUnreachableException.class);
            assertThat(Jdbc.number(other, "select 42")).isEqualTo(42);
        }
        assertThat(sessions()).hasSize(SIZE).doesNotContainAnyElementsOf(before);
    }

    @Test
    void keepsAllConnectionsWhenAReadOnlyTransactionRefusesToWrite() throws SQLException {
        Set<Long> before = sessions();
        Throwable thrown = catchThrowable(() -> database().transaction(TransactionOptions.reading(), transaction -> {
            Jdbc.run(transaction.connection(), "insert into rotated values (1)");
            return true;
        }));
        assertThat(thrown).isNotNull();
        try (Connection any = database().connection(Access.READ, "after")) {
            assertThat(before).contains(Jdbc.number(any, dialect().sessionQuery()));
        }
        assertThat(sessions()).isEqualTo(before);
    }
}
