package dev.cormorant.testing.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.testing.server.ServerKind;
import dev.cormorant.testing.server.TestServer;
import dev.cormorant.testing.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** An account that may not make databases is told so in one line. */
final class RefusalTest {

    @Test
    void namesTheMissingRightOnPostgres() throws SQLException {
        TestServer server = TestServers.get(ServerKind.POSTGRES);
        String role = "without_" + System.nanoTime();
        try (Connection connection = server.connect("postgres")) {
            Jdbc.run(connection, "create role " + role, "set role " + role);
            SQLException failed = catchThrowableOfType(
                    SQLException.class, () -> Jdbc.run(connection, "create database cormorant_refused"));
            Jdbc.run(connection, "reset role", "drop role " + role);
            assertThat(Refusal.of(server, failed))
                    .hasMessageContaining("may not create databases; give it CREATEDB")
                    .hasMessageContaining(server.adminUser())
                    .hasCause(failed);
        }
    }

    @Test
    void namesTheMissingRightOnMysql() {
        TestServer server = TestServers.get(ServerKind.MYSQL);
        assertThat(Refusal.of(server, new SQLException("Access denied", "42000", 1044)))
                .hasMessageContaining("may not create databases; give it ALL PRIVILEGES");
    }

    @Test
    void repeatsWhatElseTheServerSays() {
        TestServer server = TestServers.get(ServerKind.MYSQL);
        assertThat(Refusal.of(server, new SQLException("the disk is full", "HY000", 1021)))
                .hasMessageEndingWith("the disk is full");
    }
}
