package dev.cormorant.sqlite;

import dev.cormorant.core.driver.Access;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.sqlite.SQLiteException;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A connection whose transactions begin with their first statement and end with their commit.
 *
 * <p>The JDBC driver by itself begins the next transaction within {@code commit()}: it takes the write lock again for nobody,
 * shuts other processes out, and fails if one of them is faster, after a commit that succeeded. It also goes on after SQLite has
 * rolled a transaction back by itself (an interrupted or full disk's write), so that what follows is committed statement by
 * statement; here such a transaction runs nothing more until it is rolled back.
 *
 * <p>Other threads may call {@link #interrupt()} and {@link #abort}, nothing else.
 */
final class SqliteConnection extends JDBC4Connection {

    private final Access access;
    private final KeptStatements kept;
    private final TextEncoding encoding = new TextEncoding();
    private final Object interrupts = new Object();
    private boolean begun;
    private boolean lost;
    private boolean closing;
    private boolean readOnly;

    SqliteConnection(String fileName, Properties properties, Access access, int keptStatements) throws SQLException {
        super("jdbc:sqlite:" + fileName, fileName, properties);
        this.access = access;
        this.kept = new KeptStatements(keptStatements);
    }

    /** A call of the JDBC driver. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws SQLException;
    }

    /** Runs a statement of the transaction that the connection is in, or outside one. */
    <T> T execute(Call<T> statement) throws SQLException {
        if (getAutoCommit()) {
            return statement.run();
        }
        begin();
        try {
            return statement.run();
        } catch (SQLException failed) {
            noteIfLost();
            throw failed;
        }
    }

    private void begin() throws SQLException {
        if (lost) {
            throw rolledBack();
        }
        if (!begun) {
            // A writer takes the lock at once: one that has read before it writes could only fail where it has to wait.
            getDatabase().exec(access == Access.WRITE && !readOnly ? "begin immediate" : "begin", false);
            begun = true;
        }
    }

    private static SQLException rolledBack() {
        return new SQLTransactionRollbackException(
                "SQLite has rolled the transaction back after an earlier failure; roll back, then begin anew", "25P02");
    }

    /** Asks SQLite by the one means that the JDBC driver leaves: within a transaction, another one cannot begin. */
    private void noteIfLost() {
        try {
            getDatabase().exec("begin", false);
            lost = true;
        } catch (SQLiteException refused) {
            lost = SqliteCode.of(refused) != SqliteCode.ERROR;
        } catch (SQLException unclear) {
            lost = true;
        }
    }

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        if (on == getAutoCommit()) {
            return;
        }
        if (on) {
            commit();
        }
        getConnectionConfig().setAutoCommit(on);
    }

    @Override
    public void commit() throws SQLException {
        refuseInAutoCommit("commit");
        if (lost) {
            throw rolledBack();
        }
        if (begun) {
            getDatabase().exec("commit", false);
            begun = false;
        }
    }

    @Override
    public void rollback() throws SQLException {
        refuseInAutoCommit("roll back");
        boolean already = lost;
        boolean open = begun;
        begun = false;
        lost = false;
        if (open) {
            rollBack(already);
        }
    }

    private void rollBack(boolean already) throws SQLException {
        try {
            getDatabase().exec("rollback", false);
        } catch (SQLException nothingOpen) {
            if (!already) {
                throw nothingOpen;
            }
        }
    }

    private void refuseInAutoCommit(String attempted) throws SQLException {
        if (getAutoCommit()) {
            throw new SQLNonTransientException("cannot " + attempted + ": autocommit is on", "25000");
        }
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    /** The JDBC driver cannot change it on an open connection. One that was opened for reading stays so in any case. */
    @Override
    public void setReadOnly(boolean on) throws SQLException {
        if (on != readOnly && access == Access.WRITE) {
            getDatabase().exec("pragma query_only = " + on, false);
        }
        readOnly = on;
    }

    /** A savepoint outside a transaction would begin one that its release commits. */
    @Override
    public Savepoint setSavepoint() throws SQLException {
        refuseInAutoCommit("set a savepoint");
        begin();
        return super.setSavepoint();
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        refuseInAutoCommit("set a savepoint");
        begin();
        return super.setSavepoint(name);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        checkOpen();
        checkCursor(type, concurrency, holdability);
        return new SqliteStatement(this);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkOpen();
        checkCursor(type, concurrency, holdability);
        SqlitePreparedStatement again = kept.take(sql);
        if (again == null) {
            if (getAutoCommit()) {
                encoding.settle(this);
            }
            return new SqlitePreparedStatement(this, sql);
        }
        return again;
    }

    /** {@return whether it is certain that SQLite keeps text as UTF-8 here} */
    boolean isUtf8() {
        return encoding.isUtf8();
    }

    /** Takes a statement that was closed; returns false if it is not one to keep. */
    boolean keep(SqlitePreparedStatement statement) throws SQLException {
        return !isClosed() && kept.put(statement);
    }

    /** Gives back what the statements that are kept hold. */
    void forgetStatements() throws SQLException {
        kept.clear();
    }

    /** Stops what runs on it; from any thread, and without effect when nothing runs. */
    void interrupt() throws SQLException {
        // SQLite would follow a pointer that its own close() frees.
        synchronized (interrupts) {
            if (!closing) {
                getDatabase().interrupt();
            }
        }
    }

    /** Stops what runs on it and closes it, once the running call has returned: the JDBC driver does nothing here. */
    @Override
    public void abort(Executor executor) throws SQLException {
        interrupt();
        executor.execute(() -> {
            try {
                close();
            } catch (SQLException failed) {
                // Nobody is left who could be told; the pool has given the connection up.
                SqliteDriver.LOG.debug("an aborted connection could not be closed", failed);
            }
        });
    }

    @Override
    public void close() throws SQLException {
        synchronized (interrupts) {
            closing = true;
        }
        super.close();
    }
}
