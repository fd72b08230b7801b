package dev.cormorant.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A prepared statement that begins the transaction of its connection when it is run, and that its connection keeps for the next use
 * of the same text when it is closed. Who closes it must not use it any more: it may be somebody else's then.
 */
final class SqlitePreparedStatement extends JDBC4PreparedStatement {

    private final SqliteConnection connection;
    private final boolean mayKeep;

    SqlitePreparedStatement(SqliteConnection connection, String sql) throws SQLException {
        super(connection, sql);
        this.connection = connection;
        this.mayKeep = KeptStatements.mayKeep(sql);
    }

    /** {@return the text that was prepared} */
    String text() {
        return sql;
    }

    /** {@return whether another user would find nothing of this one} */
    boolean isWorthKeeping() throws SQLException {
        return mayKeep && !pointer.isClosed() && !isCloseOnCompletion();
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

    /**
     * What a column of the current row holds, whatever that is: its type and its value under one lock, where the JDBC driver takes it
     * for each of the two.
     *
     * @param column the column, from 1 to the number of columns
     * @return an {@code Integer}, {@code Long}, {@code Double}, {@code String} or {@code byte[]}; null for NULL
     */
    @Nullable
    Object value(int column) throws SQLException {
        boolean utf8 = connection.isUtf8();
        return pointer.safeRun((db, statement) -> value(db, statement, column - 1, utf8));
    }

    /**
     * The whole number that a column of the current row holds, as {@link #value} without an object.
     *
     * @param column the column, from 1 to the number of columns
     * @return the number; {@link Long#MIN_VALUE} also where there is none, so that {@link #value} has to be asked
     */
    long wholeNumber(int column) throws SQLException {
        return pointer.safeRunLong((db, statement) -> db.column_type(statement, column - 1) == Codes.SQLITE_INTEGER
                ? db.column_long(statement, column - 1)
                : Long.MIN_VALUE);
    }

    private static @Nullable Object value(DB db, long statement, int column, boolean utf8) throws SQLException {
        return switch (db.column_type(statement, column)) {
            case Codes.SQLITE_INTEGER -> whole(db.column_long(statement, column));
            // The JDBC driver hands text over in a buffer outside of the heap, which costs twice as much as its bytes.
            case Codes.SQLITE_TEXT ->
                utf8
                        ? new String(db.column_blob(statement, column), StandardCharsets.UTF_8)
                        : db.column_text(statement, column);
            case Codes.SQLITE_FLOAT -> db.column_double(statement, column);
            case Codes.SQLITE_BLOB -> db.column_blob(statement, column);
            default -> null;
        };
    }

    private static Object whole(long number) {
        int small = (int) number;
        // A conditional expression would make a long of both.
        if (small == number) {
            return small;
        }
        return number;
    }

    @Override
    public void cancel() throws SQLException {
        connection.interrupt();
    }

    /** Goes back to the connection, which keeps it, or is closed. */
    @Override
    public void close() throws SQLException {
        if (isClosed()) {
            return;
        }
        if (isWorthKeeping()) {
            tidy();
            if (connection.keep(this)) {
                return;
            }
        }
        finish();
    }

    /** Leaves nothing of this use: no lock, no value, no limit. */
    private void tidy() throws SQLException {
        rs.close();
        // A run whose rows nobody has asked for still stands at the first of them, and holds a read lock.
        pointer.safeRunInt(DB::reset);
        pointer.safeRunInt(DB::clear_bindings);
        clearGeneratedKeys();
        batch = null;
        batchPos = 0;
        batchQueryCount = 0;
        resultsWaiting = false;
        exhaustedResults = false;
        updateCount = 0;
        setMaxRows(0);
        setQueryTimeout(0);
    }

    /** Gives back what it holds in SQLite. */
    void finish() throws SQLException {
        super.close();
    }
}
