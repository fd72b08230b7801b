package dev.cormorant.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.testing.fault.FaultyProxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Ends before the end: what is left running on the server, and what becomes of the connection. */
abstract class StopsOnServer extends OnServer {

    private static final long ENDLESS = 200_000_000;
    private static final int ROUNDS = 400;
    private static final String CONNECTION_ID = "select connection_id()";

    /** Reads some rows of a streamed result and closes it. */
    private static void readSome(Connection connection, String query, int count) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            for (int i = 0; i < count; i++) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void endsTheQueryOnTheServerAndKeepsTheConnection() throws SQLException {
        Database database = open(config());
        try (Connection connection = database.dataSource().getConnection()) {
            String id = text(connection, CONNECTION_ID);
            for (int i = 0; i < 3; i++) {
                readSome(connection, testDatabase().numbersQuery(ENDLESS), 10);
                awaitQuietServer();
                assertThat(text(connection, CONNECTION_ID)).isEqualTo(id);
            }
        }
        assertThat(database.stats().connections().evicted()).isZero();
    }

    @Test
    void readsTheRestOfAShortResultWithoutAskingTheServer() throws SQLException {
        Database database = open(config());
        try (Connection connection = database.dataSource().getConnection();
                Connection outside = testDatabase().connect()) {
            String before = text(outside, connectionsSoFar());
            for (int i = 0; i < 20; i++) {
                readSome(connection, testDatabase().numbersQuery(10), 1);
            }
            assertThat(text(outside, connectionsSoFar())).isEqualTo(before);
        }
    }

    private String connectionsSoFar() {
        String schema = isMysql() ? "performance_schema" : "information_schema";
        return "select variable_value from " + schema + ".global_status where variable_name = 'Connections'";
    }

    @Test
    void closesTheConnectionWhenTheServerCannotBeTold() throws SQLException {
        var server = testDatabase().server().orElseThrow();
        try (FaultyProxy proxy = FaultyProxy.to(server.host(), server.port())) {
            String place = server.host() + ':' + server.port();
            DatabaseConfig behind = config(testDatabase().jdbcUrl().replace(place, proxy.host() + ':' + proxy.port()));
            try (Database database = Database.open(behind.withPool(pool -> pool.withMinIdle(0)))) {
                try (Connection connection = database.dataSource().getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(testDatabase().numbersQuery(ENDLESS))) {
                    assertThat(rows.next()).isTrue();
                    proxy.refuse();
                }
                assertThat(database.stats().connections().evicted()).isEqualTo(1);
                assertThat(database.stats().connections().active()).isZero();
                proxy.forward();
                assertThat(text(database, "select 42")).isEqualTo("42");
            }
        }
        awaitQuietServer();
    }

    @Test
    void closesTheConnectionWhenTheAccountMayOpenNoOther() throws SQLException {
        try (Connection outside = testDatabase().connect()) {
            run(
                    outside,
                    "create user lonely identified by 'quack' with max_user_connections 1",
                    "grant all on " + testDatabase().name() + ".* to lonely");
        }
        DatabaseConfig lonely = config().withUser("lonely").withPassword("quack");
        Database database = open(lonely.withPool(pool -> pool.withMinIdle(0).withMaxSize(1)));
        try (Connection connection = database.dataSource().getConnection()) {
            readSome(connection, testDatabase().numbersQuery(ENDLESS), 10);
        }
        assertThat(database.stats().connections().evicted()).isEqualTo(1);
        awaitQuietServer();
        assertThat(text(database, "select 42")).isEqualTo("42");
    }

    @Test
    void losesAConnectionThatTheServerKillsAndGoesOnWithAnother() throws Exception {
        Database database = open(config());
        SQLException failure = inBackground(threads -> {
            try (Connection connection = database.dataSource().getConnection()) {
                String id = text(connection, CONNECTION_ID);
                Future<SQLException> query = threads.submit(() -> catchThrowableOfType(
                        SQLException.class,
                        () -> text(connection, testDatabase().slowQuery(Duration.ofMinutes(10)))));
                await().until(() -> runningOnServer() == 1);
                try (Connection outside = testDatabase().connect()) {
                    run(outside, "kill " + id);
                }
                return query.get(1, TimeUnit.MINUTES);
            }
        });
        assertThat(database.translate(failure, FailedOperation.of("test", database.label())))
                .isInstanceOf(ServerUnreachableException.class);
        assertThat(database.stats().connections().evicted()).isEqualTo(1);
        assertThat(text(database, "select 42")).isEqualTo("42");
        awaitQuietServer();
    }

    private interface Background<T> {
        T with(ExecutorService threads) throws Exception;
    }

    private static <T> T inBackground(Background<T> work) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            return work.with(threads);
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** The kill takes a few milliseconds, as the query does, so that it often arrives while the query ends. */
    @Test
    void neverHitsTheNextStatementWithAKillThatComesLate() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of neverHitsTheNextStatementWithAKillThatComesLate: " + seed);
        Random random = new Random(seed);
        Database database = open(config());
        int stopped = inBackground(threads -> {
            int count = 0;
            try (Connection connection = database.connection(Access.READ, "rounds")) {
                for (int round = 0; round < ROUNDS; round++) {
                    count += stopped(database, connection, threads, 1 + random.nextInt(8_000)) ? 1 : 0;
                    assertThat(text(connection, "select count(*) from digit where n >= 0"))
                            .isEqualTo("10");
                }
            }
            return count;
        });
        assertThat(stopped).as("rounds in which the query itself was stopped").isBetween(1, ROUNDS - 1);
    }

    /** Runs a short query while another thread cancels it; returns whether it was stopped. */
    private static boolean stopped(Database database, Connection connection, ExecutorService threads, int loops)
            throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Future<Boolean> cancelled = threads.submit(() -> {
            boolean found = false;
            while (!over.get() && !found) {
                for (var running : database.executions()) {
                    found |= database.cancel(running.id());
                }
            }
            return found;
        });
        SQLException failure = catchThrowableOfType(
                SQLException.class, () -> text(connection, "select sum(benchmark(" + loops + ", md5(n))) from digit"));
        over.set(true);
        cancelled.get(1, TimeUnit.MINUTES);
        if (failure == null) {
            return false;
        }
        assertThat(database.translate(failure, FailedOperation.of("test", database.label())))
                .isInstanceOf(StatementCancelledException.class);
        return true;
    }

    @Override
    void createTables(Connection connection) throws SQLException {
        run(
                connection,
                "create table digit (n int primary key)",
                "insert into digit values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
    }
}
