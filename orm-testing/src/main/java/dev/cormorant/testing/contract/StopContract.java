package dev.cormorant.testing.contract;

import dev.cormorant.core.driver.Access;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** What the contracts on stopping statements share: statements that are worth stopping. */
abstract class StopContract extends DatabaseContract {

    /** A stop reaches the statement within this, also on a busy machine. */
    static final Duration SOON = Duration.ofSeconds(15);

    /** More than anybody reads before the stop. */
    private static final long ROWS = 200_000_000;

    /** Computes for minutes if it is let. */
    final long computeForLong() throws SQLException {
        return number(testDatabase().slowQuery(Duration.ofMinutes(10)));
    }

    /** Reads a result that never ends, if it is let; says when it has begun. */
    final long readForLong(CountDownLatch begun) throws SQLException {
        long read = 0;
        try (Connection connection = database().connection(Access.READ, "read for long");
                PreparedStatement statement =
                        connection.prepareStatement(testDatabase().numbersQuery(ROWS))) {
            statement.setFetchSize(100);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read++;
                    if (read == 10) {
                        begun.countDown();
                    }
                }
            }
        }
        return read;
    }
}
