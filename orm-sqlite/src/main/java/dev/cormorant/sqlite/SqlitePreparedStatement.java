package dev.cormorant.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/** A prepared statement that begins the transaction of its connection when it is run. */
final class SqlitePreparedStatement extends JDBC4PreparedStatement {

    private final SqliteConnection connection;

    SqlitePreparedStatement(SqliteConnection connection, String sql) throws SQLException {
        super(connection, sql);
        this.connection = connection;
    }

    @Override
    public boolean execute() throws SQLException {
        return connection.execute(super::execute);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return connection.execute(super::executeQuery);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return connection.execute(super::executeLargeUpdate);
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
