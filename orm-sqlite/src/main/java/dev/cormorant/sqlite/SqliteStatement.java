package dev.cormorant.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.jdbc4.JDBC4Statement;

/** A statement that begins the transaction of its connection when it is run. */
final class SqliteStatement extends JDBC4Statement {

    private final SqliteConnection connection;

    SqliteStatement(SqliteConnection connection) {
        super(connection);
        this.connection = connection;
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return connection.execute(() -> super.execute(sql));
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return connection.execute(() -> super.executeQuery(sql));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return connection.execute(() -> super.executeLargeUpdate(sql));
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return connection.execute(super::executeLargeBatch);
    }

    @Override
    public void cancel() throws SQLException {
        connection.interrupt();
    }
}
