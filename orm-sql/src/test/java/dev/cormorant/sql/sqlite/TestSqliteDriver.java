package dev.cormorant.sql.sqlite;

import dev.cormorant.core.config.Isolation;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.driver.CursorMode;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.JdbcColumnTypes;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.driver.ServerFacts;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.ConstraintViolationException.Kind;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementException;
import dev.cormorant.core.error.SyntaxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** SQLite with one connection that writes and others that read. */
final class TestSqliteDriver implements Driver {

    private final String url;

    TestSqliteDriver(String url) {
        this.url = url;
    }

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public PoolLayout layout() {
        return PoolLayout.WRITER_AND_READERS;
    }

    @Override
    public CursorMode cursorMode() {
        return CursorMode.ALWAYS;
    }

    @Override
    public Set<Isolation> isolations() {
        return Set.of(Isolation.SERIALIZABLE);
    }

    @Override
    public ColumnTypes columnTypes() {
        return JdbcColumnTypes.standard();
    }

    @Override
    public Connection connect(Access access, Duration timeout) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) timeout.toMillis());
        config.enforceForeignKeys(true);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        Connection connection = config.createConnection(url);
        if (access == Access.READ) {
            // Opened read-only, it would refuse the pool, which sets every connection to read-write.
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma query_only = true");
            } catch (SQLException failed) {
                connection.close();
                throw failed;
            }
        }
        return connection;
    }

    @Override
    public ServerFacts facts(Connection connection) throws SQLException {
        return new ServerFacts("SQLite", connection.getMetaData().getDatabaseProductVersion(), "SQLITE");
    }

    @Override
    public Access accessOf(String sql) {
        String start = sql.stripLeading().toLowerCase(Locale.ROOT);
        return start.startsWith("select") || start.startsWith("with") ? Access.READ : Access.WRITE;
    }

    @Override
    public OrmException translate(SQLException error, FailedOperation failed) {
        if (error.getCause() instanceof SQLException inBatch) {
            return translate(inBatch, failed);
        }
        String wrong = String.valueOf(error.getMessage());
        if (error.getErrorCode() == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
            Kind kind = wrong.contains("UNIQUE") || wrong.contains("PRIMARY KEY") ? Kind.UNIQUE : Kind.OTHER;
            return new ConstraintViolationException(failed.message("a constraint refused it"), kind, null, error);
        }
        if (error.getErrorCode() == SQLiteErrorCode.SQLITE_INTERRUPT.code) {
            return new StatementCancelledException(failed.message("cancelled"), error);
        }
        if (error.getErrorCode() == SQLiteErrorCode.SQLITE_ERROR.code) {
            return new SyntaxException(failed.message(wrong), error);
        }
        return new StatementException(failed.message(wrong), error);
    }

    @Override
    public boolean isFatal(SQLException error) {
        return false;
    }

    @Override
    public void close() {
        // The driver keeps nothing of its own.
    }
}
