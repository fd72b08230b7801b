package dev.cormorant.migrations.internal.run;

import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a script waits for the lock of a table. Behind a statement that waits for one, everybody else waits too: a migration behind a
 * long report stops its application. So it waits for five seconds, lets the others by, and tries again, five times at most. A limit that
 * the script, the account or the URL has set holds instead.
 */
final class TableLockWait {

    private static final Logger LOG = LoggerFactory.getLogger(TableLockWait.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** The shortest of what MySQL and MariaDB have by themselves is a day. */
    private static final long NO_LIMIT = Duration.ofDays(1).toSeconds();

    private static final String POSTGRES_STATE = "55P03";
    private static final int MYSQL_CODE = 1205;

    private final Connection connection;
    private final Syntax syntax;
    private final Duration firstPause;

    TableLockWait(Connection connection, Syntax syntax) {
        this(connection, syntax, FIRST_PAUSE);
    }

    TableLockWait(Connection connection, Syntax syntax, Duration firstPause) {
        this.connection = connection;
        this.syntax = syntax;
        this.firstPause = firstPause;
    }

    /**
     * Bounds the wait: on PostgreSQL for the transaction that is open, on MySQL and MariaDB for the session. On SQLite it has its bound
     * already.
     */
    void limit() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (syntax == Syntax.MYSQL && isADay(statement)) {
                statement.execute("set session lock_wait_timeout = " + LIMIT.toSeconds());
            } else if (syntax == Syntax.POSTGRES && isUnlimited(statement)) {
                statement.execute("set local lock_timeout = " + LIMIT.toMillis());
            }
        }
    }

    private static boolean isUnlimited(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("show lock_timeout")) {
            return row.next() && row.getString(1).equals("0");
        }
    }

    private static boolean isADay(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select @@session.lock_wait_timeout")) {
            return row.next() && row.getLong(1) >= NO_LIMIT;
        }
    }

    /**
     * Runs what the transaction holds together. What it has locked is free again before the next try.
     *
     * @throws FlywayException what the last try has thrown
     * @throws SQLException if the transaction cannot go back
     */
    <T> T together(Supplier<T> script) throws SQLException {
        Savepoint before = connection.setSavepoint();
        for (int tries = 1; ; tries++) {
            try {
                return script.get();
            } catch (FlywayException failed) {
                refuseUnlessAgain(tries, failed);
                connection.rollback(before);
                pause(tries, failed);
            }
        }
    }

    /**
     * Runs a definition that commits on its own, so that it took no effect if it did not get its lock.
     *
     * @throws FlywayException what the last try has thrown
     */
    void alone(Runnable definition) {
        for (int tries = 1; ; tries++) {
            try {
                definition.run();
                return;
            } catch (FlywayException failed) {
                refuseUnlessAgain(tries, failed);
                pause(tries, failed);
            }
        }
    }

    private void refuseUnlessAgain(int tries, FlywayException failed) {
        if (tries == TRIES || !isTimeout(failed)) {
            throw failed;
        }
    }

    private boolean isTimeout(FlywayException failed) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return syntax == Syntax.MYSQL
                        ? sql.getErrorCode() == MYSQL_CODE
                        : POSTGRES_STATE.equals(sql.getSQLState());
            }
        }
        return false;
    }

    private void pause(int tries, FlywayException failed) {
        Duration pause = firstPause.multipliedBy(1L << (tries - 1));
        LOG.info(
                "somebody else holds a table that a script needs; it is tried again in {} ms, {} of {} tries are left",
                pause.toMillis(),
                TRIES - tries,
                TRIES);
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw failed;
        }
    }
}
