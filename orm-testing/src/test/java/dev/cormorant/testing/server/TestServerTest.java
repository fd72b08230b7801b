package dev.cormorant.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every server must do, whatever its kind and wherever it came from. */
final class TestServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void isTheProductThatWasAskedFor(ServerKind kind) throws SQLException {
        TestServer server = TestServers.get(kind);
        try (Connection connection = server.connect(kind.adminDatabase())) {
            String product = text(connection, "select version()");
            assertThat(product.contains("PostgreSQL")).isEqualTo(kind == ServerKind.POSTGRES);
            assertThat(product.contains("MariaDB")).isEqualTo(kind == ServerKind.MARIADB);
            assertThat(product).contains(server.version());
        }
        assertThat(TestServers.get(kind)).as("one server for the whole JVM").isSameAs(server);
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void keepsTwoDatabasesApart(ServerKind kind) throws SQLException {
        TestServer server = TestServers.get(kind);
        String one = server.createDatabase();
        String other = server.createDatabase();
        try (Connection inOne = server.connect(one);
                Connection inOther = server.connect(other)) {
            execute(inOne, "create table city (name varchar(20))");
            execute(inOne, "insert into city values ('Bergen')");
            assertThat(text(inOne, "select name from city")).isEqualTo("Bergen");
            assertThatThrownBy(() -> text(inOther, "select name from city"))
                    .isInstanceOfSatisfying(SQLException.class, error -> assertThat(error.getSQLState())
                            .isEqualTo(kind == ServerKind.POSTGRES ? "42P01" : "42S02"));
        } finally {
            server.dropDatabase(one);
            server.dropDatabase(other);
        }
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void refusesAWrongPassword(ServerKind kind) {
        TestServer server = TestServers.get(kind);
        ServerAddress stranger = addressOf(server, "not-the-password");
        assertThatThrownBy(stranger::connectForManaging).isInstanceOfSatisfying(SQLException.class, error -> {
            assertThat(error.getSQLState()).isEqualTo(kind == ServerKind.POSTGRES ? "28P01" : "28000");
            assertThat(error.getErrorCode()).isEqualTo(kind == ServerKind.POSTGRES ? 0 : 1045);
        });
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void tellsThePasswordToNobodyByAccident(ServerKind kind) {
        TestServer server = TestServers.get(kind);
        assertThat(server.toString() + server.jdbcUrl("x") + addressOf(server, server.adminPassword()))
                .doesNotContain(server.adminPassword());
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void countsTheSessionsOfADatabase(ServerKind kind) throws SQLException {
        TestServer server = TestServers.get(kind);
        String database = server.createDatabase();
        int ofUser = server.serverSessionsOfUser(server.adminUser());
        try (Connection first = server.connect(database);
                Connection second = server.connect(database)) {
            assertThat(first.isValid(5) && second.isValid(5)).isTrue();
            assertThat(server.serverSessions(database)).isEqualTo(2);
            assertThat(server.serverSessionsOfUser(server.adminUser())).isEqualTo(ofUser + 2);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.serverSessions(database)).isZero());
        server.dropDatabase(database);
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void dropsADatabaseWhoseTransactionWasForgotten(ServerKind kind) throws SQLException {
        TestServer server = TestServers.get(kind);
        String database = server.createDatabase();
        try (Connection forgotten = server.connect(database)) {
            execute(forgotten, "create table city (name varchar(20))");
            forgotten.setAutoCommit(false);
            execute(forgotten, "insert into city values ('Bergen')");

            server.dropDatabase(database);

            assertThatThrownBy(() -> server.connect(database))
                    .isInstanceOfSatisfying(SQLException.class, error -> assertThat(error.getSQLState())
                            .isEqualTo(kind == ServerKind.POSTGRES ? "3D000" : "42000"));
            assertThat(server.serverSessions(database)).isZero();
            forgotten.abort(Runnable::run);
        }
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void dropsADatabaseThatIsNotThere(ServerKind kind) {
        TestServer server = TestServers.get(kind);
        String database = server.createDatabase();
        server.dropDatabase(database);
        server.dropDatabase(database);
        assertThat(server.serverSessions(database)).isZero();
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void freezesAndGoesOnOrRefusesTo(ServerKind kind) throws Exception {
        TestServer server = TestServers.get(kind);
        if (!server.isControllable()) {
            assertThatThrownBy(server::pause).isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        String database = server.createDatabase();
        try (Connection connection = server.connect(database)) {
            server.pause();
            try {
                // A process of many threads stops a moment after it was told to.
                await().atMost(PATIENCE).until(() -> !connection.isValid(1));
                assertThat(greets(server)).isFalse();
            } finally {
                server.resume();
            }
            await().atMost(PATIENCE).until(() -> kind == ServerKind.POSTGRES || greets(server));
        }
        try (Connection connection = server.connect(database)) {
            assertThat(connection.isValid(5)).isTrue();
        }
        server.dropDatabase(database);
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void comesBackWithItsDataAfterACrashOrRefusesTo(ServerKind kind) throws SQLException {
        TestServer server = TestServers.get(kind);
        if (!server.isControllable()) {
            assertThatThrownBy(server::kill).isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        String database = server.createDatabase();
        try (Connection connection = server.connect(database)) {
            execute(connection, "create table city (name varchar(20))");
            execute(connection, "insert into city values ('Bergen')");

            server.kill();

            assertThat(connection.isValid(1)).isFalse();
            assertThatThrownBy(() -> server.connect(database)).isInstanceOf(SQLException.class);
            server.restart();
        }
        try (Connection connection = server.connect(database)) {
            assertThat(text(connection, "select name from city")).isEqualTo("Bergen");
        }
        server.dropDatabase(database);
    }

    /** {@return whether a new client hears from the server within a second; PostgreSQL never speaks first} */
    private static boolean greets(TestServer server) throws Exception {
        try (Socket socket = new Socket(server.host(), server.port());
                InputStream fromServer = socket.getInputStream()) {
            socket.setSoTimeout(1000);
            return fromServer.read() >= 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static ServerAddress addressOf(TestServer server, String password) {
        return new ServerAddress(server.kind(), server.host(), server.port(), "", server.adminUser(), password);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
