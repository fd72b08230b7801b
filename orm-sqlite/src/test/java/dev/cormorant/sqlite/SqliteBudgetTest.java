package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.Database;
import dev.cormorant.core.Databases;
import dev.cormorant.core.config.DatabasesConfig;
import dev.cormorant.core.driver.Drivers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteBudgetTest {

    private static final int FILES = 5;
    private static final int TURNS = 6;

    @TempDir
    Path folder;

    /** The fastest of many, which a busy machine does not slow down. */
    @Test
    void makesRoomForAnotherFileWithoutWaitingForTheEndOfASession() throws SQLException {
        long fastest = Long.MAX_VALUE;
        try (Databases databases =
                Databases.with(DatabasesConfig.ofBudget(1), Drivers.of(List.of(new SqliteDriverProvider())))) {
            for (int turn = 0; turn < TURNS; turn++) {
                for (int file = 0; file < FILES; file++) {
                    long started = System.nanoTime();
                    use(databases
                            .open(Sqlite.config(folder.resolve(file + ".db")))
                            .database());
                    fastest = turn == 0 ? fastest : Math.min(fastest, System.nanoTime() - started);
                }
            }
            assertThat(databases.stats().budget().closedForOthers()).isGreaterThanOrEqualTo((long) (TURNS - 1) * FILES);
        }
        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(50));
    }

    private static void use(Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select 1").next()).isTrue();
        }
    }
}
