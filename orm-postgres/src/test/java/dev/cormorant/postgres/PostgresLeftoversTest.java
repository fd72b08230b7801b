package dev.cormorant.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.leak.ClassLoaderProbe;
import dev.cormorant.testing.leak.LeakProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class PostgresLeftoversTest {

    /** Half a second each, most of it for loading classes. */
    private static final int CYCLES = Integer.getInteger("orm.test.repeats.class-loader", 10);

    private TestDatabase server;

    @BeforeEach
    void start() {
        server = TestDatabase.postgres();
        System.setProperty(OpenUseClose.URL, server.jdbcUrl());
        System.setProperty(OpenUseClose.USER, server.user());
        System.setProperty(OpenUseClose.PASSWORD, server.password());
    }

    @AfterEach
    void stop() {
        List.of(OpenUseClose.URL, OpenUseClose.USER, OpenUseClose.PASSWORD).forEach(System::clearProperty);
        server.close();
    }

    /** The server takes a moment to notice that a client has gone. */
    private void sessionsBecome(int number) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(server.serverSessions()).isEqualTo(number));
    }

    @Test
    void leavesNoSessionThreadOrSocket() throws SQLException {
        new OpenUseClose().run();
        LeakProbe probe = LeakProbe.take().and("server sessions", server::serverSessions);
        for (int cycle = 0; cycle < 20; cycle++) {
            new OpenUseClose().run();
        }
        try (Database database = Database.open(Opened.config(server), Opened.DRIVERS)) {
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < database.config().pool().maxSize(); i++) {
                all.add(database.dataSource().getConnection());
            }
            sessionsBecome(all.size());
            for (Connection each : all) {
                each.close();
            }
        }
        sessionsBecome(0);
        probe.assertNothingLeft();
    }

    @Test
    void letsTheClassLoaderGo() {
        ClassLoaderProbe.ofCurrentClassPath().check(CYCLES, OpenUseClose.class.getName());
        sessionsBecome(0);
    }

    @Test
    void keepsADriverRegisteredWhoseClassLoaderStays() {
        DatabaseConfig config = Opened.config(server);
        Driver one = new PostgresDriverProvider().bind(config);
        Driver other = new PostgresDriverProvider().bind(config);
        one.close();
        one.close();
        other.close();
        assertThat(org.postgresql.Driver.isRegistered()).isTrue();
    }
}
