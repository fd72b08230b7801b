package dev.cormorant.sqlite;

import dev.cormorant.core.config.Isolation;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.BulkPath;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.driver.CursorMode;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.driver.ServerFacts;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SQLite. Its JDBC driver is used without {@link java.sql.DriverManager}, so that nothing is registered there. */
final class SqliteDriver implements Driver {

    static final Logger LOG = LoggerFactory.getLogger(SqliteDriver.class);
    static final String NAME = "sqlite";

    private static final BulkPath BULK = new MultiRowInsert(SqliteColumns.ALL);

    private final SqliteSettings settings;

    SqliteDriver(SqliteSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public PoolLayout layout() {
        return settings.layout();
    }

    /** SQLite steps through a result; it never has one in memory. */
    @Override
    public CursorMode cursorMode() {
        return CursorMode.ALWAYS;
    }

    @Override
    public ColumnTypes columnTypes() {
        return SqliteColumns.ALL;
    }

    /** A connection is all there is: its file is closed when {@code close()} returns. */
    @Override
    public Duration sessionEnd() {
        return Duration.ZERO;
    }

    @Override
    public BulkPath bulkPath() {
        return BULK;
    }

    @Override
    public Connection connect(Access access, Duration timeout) throws SQLException {
        SqliteLocation location = settings.location();
        try {
            SqliteConnection connection = new SqliteConnection(
                    location.name(), settings.properties(access, timeout), access, settings.keptStatements());
            UnpackedLibrary.remove();
            return prepared(connection, access);
        } catch (SQLException failed) {
            throw failed instanceof ConnectFailure ? failed : ConnectFailure.of(failed, location);
        }
    }

    private SqliteConnection prepared(SqliteConnection connection, Access access) throws SQLException {
        try {
            for (String pragma : settings.pragmas(access)) {
                run(connection, pragma);
            }
            // Not before the first look into the file is it known to be a database.
            first(connection, "select count(*) from sqlite_schema");
            if (access == Access.READ) {
                run(connection, "pragma query_only = true");
            } else if (settings.usesWal()) {
                refuseOtherJournal(first(connection, "pragma journal_mode"));
            }
            connection.setBusyTimeout(settings.busyTimeoutMillis());
            return connection;
        } catch (SQLException | RuntimeException failed) {
            closeAfter(failed, connection);
            throw failed;
        }
    }

    /** SQLite does not fail where it cannot have a write-ahead log: it keeps the journal that it has. */
    private void refuseOtherJournal(String mode) throws SQLException {
        if (!mode.toLowerCase(Locale.ROOT).equals("wal")) {
            throw ConnectFailure.noWriteAheadLog(settings.location(), mode);
        }
    }

    private static void closeAfter(Exception failed, Connection connection) {
        try {
            connection.close();
        } catch (SQLException suppressed) {
            failed.addSuppressed(suppressed);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String first(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Objects.requireNonNullElse(rows.getString(1), "") : "";
        }
    }

    @Override
    public ServerFacts facts(Connection connection) throws SQLException {
        return new ServerFacts("SQLite", first(connection, "select sqlite_version()"), "SQLITE");
    }

    @Override
    public Access accessOf(String sql) {
        return SqlAccess.of(sql);
    }

    @Override
    public void cancel(Connection connection, Statement statement) throws SQLException {
        connection.unwrap(SqliteConnection.class).interrupt();
    }

    @Override
    public Set<Isolation> isolations() {
        return EnumSet.of(Isolation.SERIALIZABLE);
    }

    @Override
    public boolean changesSession(String sql) {
        return SessionChange.isIn(sql);
    }

    /** Another connection to the same file is cheaper than to undo pragmas one by one. The only one that there is gets ours again. */
    @Override
    public boolean resetSession(Connection connection) throws SQLException {
        if (settings.location().isPrivate()) {
            for (String pragma : settings.pragmas(Access.WRITE)) {
                run(connection, pragma);
            }
            return true;
        }
        return false;
    }

    @Override
    public OrmException translate(SQLException error, FailedOperation failed) {
        return SqliteErrors.translate(error, failed);
    }

    @Override
    public void shrinkMemory(Connection connection) throws SQLException {
        connection.unwrap(SqliteConnection.class).forgetStatements();
        run(connection, "pragma shrink_memory");
    }

    /** Data that live in the one connection would go with it, so that it is kept as long as it can answer. */
    @Override
    public boolean isFatal(SQLException error) {
        return settings.location().isPrivate() ? SqliteErrors.isClosed(error) : SqliteErrors.isFatal(error);
    }

    /** The JDBC driver has no thread and, made without {@link java.sql.DriverManager}, no registration that could be left. */
    @Override
    public void close() {}
}
