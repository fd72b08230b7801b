package dev.cormorant.migrations.internal.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An advisory lock. Waiting means looking again and again: whoever waits inside the server holds up CREATE INDEX CONCURRENTLY. */
final class PostgresServerLock implements ServerLock {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServerLock.class);

    /** Flyway's number: the letters of its name. The hash of the table is added. */
    private static final long FLYWAY = 77_431_708_279_161L;

    /** Ours for marks: the letters {@code Cormor}. */
    private static final long MARKS = 74_145_940_205_426L;

    /** From this one on a server looks whether a client is still there, and ends idle sessions if it is told to. */
    private static final int LOOKS_FOR_CLIENTS = 14;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String SESSIONS =
            """
            select a.pid, a.usename, coalesce(host(a.client_addr), 'this machine'), nullif(a.application_name, ''), a.state,
                   a.query, cast(extract(epoch from (clock_timestamp() - a.query_start)) as bigint)
            from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and l.database = (select oid from pg_database where datname = current_database())
              and l.classid = cast(? as oid) and l.objid = cast(? as oid) order by 1""";

    private final long lock;
    private final long mark;

    PostgresServerLock(String table) {
        this.lock = FLYWAY + table.hashCode();
        this.mark = MARKS + table.hashCode();
    }

    @Override
    public boolean tryFor(Connection connection, Duration wait) throws SQLException {
        long until = System.nanoTime() + wait.toNanos();
        try (Statement statement = connection.createStatement()) {
            while (true) {
                if (yes(statement, "select pg_try_advisory_lock(" + lock + ")")) {
                    stayIdle(connection, statement);
                    return true;
                }
                long left = until - System.nanoTime();
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                LockSupport.parkNanos(Math.min(left, PAUSE.toNanos()));
            }
        }
    }

    @Override
    public boolean isFlyways() {
        return true;
    }

    @Override
    public boolean tryFlyways(Connection session, Duration wait) {
        return true;
    }

    private static void stayIdle(Connection connection, Statement statement) throws SQLException {
        if (looksForClients(connection)) {
            statement.execute("set idle_session_timeout = 0");
        }
    }

    private static boolean looksForClients(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= LOOKS_FOR_CLIENTS;
    }

    @Override
    public void release(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            yes(statement, "select pg_advisory_unlock(" + lock + ")");
        }
    }

    @Override
    public void mark(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            yes(statement, "select pg_try_advisory_lock_shared(" + mark + ")");
            if (looksForClients(connection)) {
                try {
                    statement.execute("set client_connection_check_interval = '1s'");
                } catch (SQLException notOnThisSystem) {
                    LOG.debug("the server does not look whether a client is still there", notOnThisSystem);
                }
            }
        }
    }

    private static boolean yes(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public List<LockSession> holders(Connection connection) throws SQLException {
        return sessions(connection, lock);
    }

    @Override
    public List<LockSession> marked(Connection connection) throws SQLException {
        return sessions(connection, mark);
    }

    private static List<LockSession> sessions(Connection connection, long key) throws SQLException {
        List<LockSession> sessions = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SESSIONS)) {
            query.setLong(1, key >>> Integer.SIZE);
            query.setLong(2, key & 0xFFFF_FFFFL);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    boolean active = !"idle".equals(rows.getString(5));
                    sessions.add(new LockSession(
                            rows.getString(1),
                            Optional.ofNullable(rows.getString(2)),
                            Optional.ofNullable(rows.getString(3)),
                            Optional.ofNullable(rows.getString(4)),
                            Optional.empty(),
                            active ? ShownStatement.of(rows.getString(6)) : Optional.empty(),
                            active ? Optional.of(Duration.ofSeconds(rows.getLong(7))) : Optional.empty()));
                }
            }
        }
        return sessions;
    }

    /** A newer server ends it by itself within a second; a session that stays has a client which lives. */
    @Override
    public void end(Connection connection, LockSession orphan) throws SQLException {
        if (!looksForClients(connection)) {
            try (Statement statement = connection.createStatement()) {
                yes(statement, "select pg_terminate_backend(" + Integer.parseInt(orphan.id()) + ")");
            } catch (SQLException mayNot) {
                LOG.debug("session {} cannot be ended", orphan.id(), mayNot);
            }
        }
    }
}
