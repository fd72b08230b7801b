package dev.cormorant.testing.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The managing statements that differ between the servers. */
final class ServerSql {
    private final ServerKind kind;

    ServerSql(ServerKind kind) {
        this.kind = kind;
    }

    /** {@return the version as the server tells it, such as {@code 18.6} or {@code 11.4.5-MariaDB}} */
    String version(Connection connection) throws SQLException {
        return text(connection, kind.isPostgres() ? "show server_version" : "select version()");
    }

    /** {@return which product the server really is; MariaDB answers on the MySQL protocol too} */
    ServerKind actualKind(Connection connection) throws SQLException {
        if (kind.isPostgres()) {
            return ServerKind.POSTGRES;
        }
        return version(connection).contains("MariaDB") ? ServerKind.MARIADB : ServerKind.MYSQL;
    }

    void create(Connection connection, String database) throws SQLException {
        execute(
                connection,
                kind.isPostgres()
                        ? "create database \"" + database + "\""
                        : "create database `" + database + "` character set utf8mb4");
    }

    /** Drops a database with whatever sessions a test left in it: an open one would block the drop. */
    void drop(Connection connection, String database) throws SQLException {
        if (kind.isPostgres()) {
            execute(connection, "drop database if exists \"" + database + "\" with (force)");
            return;
        }
        for (String session : sessionIds(connection, database)) {
            endSession(connection, session);
        }
        execute(connection, "set session lock_wait_timeout = 30");
        execute(connection, "drop database if exists `" + database + "`");
    }

    int sessionsInDatabase(Connection connection, String database) throws SQLException {
        return count(
                connection,
                kind.isPostgres()
                        ? "select count(*) from pg_stat_activity where datname = ? and pid <> pg_backend_pid()"
                                + " and backend_type = 'client backend'"
                        : "select count(*) from information_schema.processlist where db = ? and id <> connection_id()",
                database);
    }

    int sessionsOfUser(Connection connection, String user) throws SQLException {
        return count(
                connection,
                kind.isPostgres()
                        ? "select count(*) from pg_stat_activity where usename = ? and pid <> pg_backend_pid()"
                                + " and backend_type = 'client backend'"
                        : "select count(*) from information_schema.processlist where user = ? and id <> connection_id()",
                user);
    }

    private static List<String> sessionIds(Connection connection, String database) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select id from information_schema.processlist where db = ?")) {
            statement.setString(1, database);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    private static void endSession(Connection connection, String id) throws SQLException {
        try {
            execute(connection, "kill " + Long.parseLong(id));
        } catch (SQLException e) {
            // 1094, unknown thread: it ended by itself since we looked.
            if (e.getErrorCode() != 1094) {
                throw e;
            }
        }
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

    private static int count(Connection connection, String sql, String argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
