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

/**
 * A named lock of MySQL or MariaDB. Such a server goes on with a long statement whose client is gone, and Flyway works in the session
 * that has its lock, which is then taken until that statement ends. So there is a lock of ours in a session of its own.
 */
final class MysqlServerLock implements ServerLock {

    private static final Logger LOG = LoggerFactory.getLogger(MysqlServerLock.class);
    private static final int MOST_MARKS = 3;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final long IDLE_SECONDS = Duration.ofDays(7).toSeconds();
    private static final int NO_SUCH_THREAD = 1094;
    private static final String PROCESS =
            "select user, host, command, info, time from information_schema.processlist where id = ?";

    private final String flyways;
    private final String lock;
    private final String mark;

    MysqlServerLock(String table) {
        this.flyways = "Flyway-" + table.hashCode();
        this.lock = "Cormorant-" + table.hashCode();
        this.mark = lock + "-";
    }

    @Override
    public boolean tryFor(Connection connection, Duration wait) throws SQLException {
        boolean got = tryFor(connection, lock, wait);
        if (got) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set session wait_timeout = " + IDLE_SECONDS);
            }
        }
        return got;
    }

    @Override
    public boolean isFlyways() {
        return false;
    }

    @Override
    public boolean tryFlyways(Connection session, Duration wait) throws SQLException {
        return tryFor(session, flyways, wait);
    }

    private static boolean tryFor(Connection connection, String name, Duration wait) throws SQLException {
        // The server counts in whole seconds; what is shorter is waited for here.
        boolean got = take(connection, name, wait.toSeconds());
        if (!got && wait.toSeconds() == 0) {
            LockSupport.parkNanos(Math.min(PAUSE.toNanos(), wait.toNanos()));
        }
        return got;
    }

    private static boolean take(Connection connection, String name, long seconds) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select get_lock(?, ?)")) {
            query.setString(1, name);
            query.setLong(2, seconds);
            return number(query).filter(got -> got == 1).isPresent();
        }
    }

    private static void give(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select release_lock(?)")) {
            query.setString(1, name);
            number(query);
        }
    }

    private static Optional<Long> number(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            return number(statement);
        }
    }

    private static Optional<Long> number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.ofNullable(row.getObject(1, Long.class)) : Optional.empty();
        }
    }

    @Override
    public void release(Connection connection) throws SQLException {
        give(connection, lock);
    }

    @Override
    public void mark(Connection connection) throws SQLException {
        for (int number = 1; number <= MOST_MARKS; number++) {
            if (take(connection, mark + number, 0)) {
                return;
            }
        }
    }

    @Override
    public List<LockSession> holders(Connection connection) throws SQLException {
        Optional<Long> self = number(connection, "select connection_id()");
        for (String name : List.of(lock, flyways)) {
            Optional<LockSession> holder = user(connection, name)
                    .filter(found -> !self.map(Object::toString).equals(Optional.of(found.id())));
            if (holder.isPresent()) {
                return List.of(holder.get());
            }
        }
        return List.of();
    }

    @Override
    public List<LockSession> marked(Connection connection) throws SQLException {
        List<LockSession> marked = new ArrayList<>();
        for (int number = 1; number <= MOST_MARKS; number++) {
            user(connection, mark + number).ifPresent(marked::add);
        }
        return marked;
    }

    private static Optional<LockSession> user(Connection connection, String name) throws SQLException {
        Optional<Long> id;
        try (PreparedStatement query = connection.prepareStatement("select is_used_lock(?)")) {
            query.setString(1, name);
            id = number(query);
        }
        return id.isPresent() ? Optional.of(session(connection, id.get())) : Optional.empty();
    }

    /** An account without the right PROCESS is shown only the sessions of its own. */
    private static LockSession session(Connection connection, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(PROCESS)) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return LockSession.of(Long.toString(id));
                }
                boolean active = "Query".equals(row.getString(3)) || "Execute".equals(row.getString(3));
                return new LockSession(
                        Long.toString(id),
                        Optional.ofNullable(row.getString(1)),
                        Optional.ofNullable(row.getString(2)),
                        Optional.empty(),
                        Optional.empty(),
                        active ? ShownStatement.of(row.getString(4)) : Optional.empty(),
                        active ? Optional.of(Duration.ofSeconds(row.getLong(5))) : Optional.empty());
            }
        }
    }

    @Override
    public void end(Connection connection, LockSession orphan) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("kill " + Long.parseLong(orphan.id()));
            LOG.warn("session {}, which went on after the run of migrations it belonged to, was ended", orphan.id());
        } catch (SQLException mayNot) {
            if (mayNot.getErrorCode() != NO_SUCH_THREAD) {
                LOG.debug("session {} cannot be ended", orphan.id(), mayNot);
            }
        }
    }
}
