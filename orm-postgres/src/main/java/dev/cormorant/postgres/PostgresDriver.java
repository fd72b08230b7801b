package dev.cormorant.postgres;

import dev.cormorant.core.config.Credentials;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Isolation;
import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.BulkPath;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.driver.CursorMode;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.Login;
import dev.cormorant.core.driver.Logins;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.driver.ServerFacts;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.postgres.copy.CopyPath;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/** PostgreSQL through pgjdbc. */
final class PostgresDriver implements Driver {

    static final String NAME = "postgres";

    /** The oldest server that is supported. */
    static final int OLDEST = 12;

    /** pgjdbc ignores a fetch size outside a transaction and loads the whole result. */
    private static final CursorMode CURSOR_MODE = new CursorMode(true, 0, false);

    private final String url;
    private final SessionProperties properties;
    private final Logins logins;
    private final PostgresErrors errors;
    private final SessionLimits session;
    private final int silenceMillis;
    private final org.postgresql.Driver jdbc;
    private final AtomicBoolean closed = new AtomicBoolean();

    PostgresDriver(DatabaseConfig config) {
        this.url = config.url().base();
        this.properties = new SessionProperties(config);
        this.logins = new Logins(config);
        this.errors = new PostgresErrors(!(config.credentials() instanceof Credentials fixed)
                || fixed.password().isPresent());
        this.session = new SessionLimits(config.statements().timeout());
        // pgjdbc itself counts in whole seconds.
        this.silenceMillis = (int) Math.min(
                Integer.MAX_VALUE,
                StatementConfig.silence(config.statements().timeout()).toMillis());
        this.jdbc = DriverRegistration.acquire();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public PoolLayout layout() {
        return PoolLayout.SHARED;
    }

    @Override
    public CursorMode cursorMode() {
        return CURSOR_MODE;
    }

    @Override
    public ColumnTypes columnTypes() {
        return PostgresColumnTypes.INSTANCE;
    }

    @Override
    public BulkPath bulkPath() {
        return CopyPath.INSTANCE;
    }

    /** Straight from the driver: through DriverManager every JDBC driver on the class path would start. */
    @Override
    public Connection connect(Access access, Duration timeout) throws SQLException {
        Login login = logins.ask(timeout);
        try (ConnectAttempt attempt = ConnectAttempt.begin(login.timeLeft())) {
            Connection connection = jdbc.connect(url, properties.forConnecting(login));
            if (connection == null) {
                throw new SQLNonTransientConnectionException("the PostgreSQL driver does not know this URL", "08001");
            }
            prepare(connection);
            attempt.succeeded();
            return connection;
        } catch (SocketException lost) {
            throw new SQLNonTransientConnectionException("the new connection was lost at once", "08006", lost);
        }
    }

    private void prepare(Connection connection) throws SQLException {
        try {
            session.setUp(connection);
            connection.setNetworkTimeout(Runnable::run, silenceMillis);
        } catch (SQLException | RuntimeException failed) {
            try (connection) {
                throw failed;
            }
        }
    }

    @Override
    public void limitOnServer(Connection connection, Duration limit) throws SQLException {
        session.limit(connection, limit);
    }

    @Override
    public ServerFacts facts(Connection connection) throws SQLException {
        String banner = banner(connection);
        DatabaseMetaData server = connection.getMetaData();
        if (!banner.startsWith("PostgreSQL ") || server.getDatabaseMajorVersion() < OLDEST) {
            throw new SQLFeatureNotSupportedException(
                    "the server is " + banner.split(" on ", 2)[0] + "; supported is PostgreSQL " + OLDEST + " or newer",
                    "0A000");
        }
        return new ServerFacts("PostgreSQL", server.getDatabaseProductVersion(), "POSTGRES");
    }

    /** Products that speak the same protocol say PostgreSQL to the JDBC driver, but not here. */
    private static String banner(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select version()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /**
     * Asks the server, on a second socket, to stop what the connection runs. Not {@link Statement#cancel}: a request that arrives
     * a moment before the statement is lost, and pgjdbc sends no second one for the same run, nor any while it fetches a batch.
     *
     * <p>Not while the begin of the transaction has no answer: pgjdbc 42.7.14 sends it as a command of its own, with the first
     * statement behind it, and a request that stops the begin alone lets that statement run outside any transaction, for good.
     * Whoever asks for the stop asks again, and cuts the connection off in the end.
     */
    @Override
    public void cancel(Connection connection, Statement statement) throws SQLException {
        PgConnection session = connection.unwrap(PgConnection.class);
        if (session.getAutoCommit() || session.getTransactionState() != TransactionState.IDLE) {
            session.cancelQuery();
        }
    }

    /** The server takes READ UNCOMMITTED and gives READ COMMITTED. */
    @Override
    public Set<Isolation> isolations() {
        return EnumSet.of(Isolation.READ_COMMITTED, Isolation.REPEATABLE_READ, Isolation.SERIALIZABLE);
    }

    @Override
    public boolean changesSession(String sql) {
        return SessionChange.isIn(sql);
    }

    /** The server answers the commit of a failed transaction with a rollback, and pgjdbc does not tell. */
    @Override
    public void beforeCommit(Connection connection) throws SQLException {
        if (connection.unwrap(PgConnection.class).getTransactionState() == TransactionState.FAILED) {
            throw new SQLException("a statement of this transaction has failed: it can only be rolled back", "25P02");
        }
    }

    @Override
    public OrmException translate(SQLException error, FailedOperation failed) {
        return errors.translate(error, failed);
    }

    /** The plans of the session are kept on the server; the driver prepares again where it must. */
    @Override
    public void shrinkMemory(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("discard plans");
        }
    }

    @Override
    public boolean isFatal(SQLException error) {
        return VendorError.in(error).isFatal();
    }

    @Override
    public boolean concernsServer(SQLException error) {
        return VendorError.in(error).concernsServer();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            DriverRegistration.release();
        }
    }
}
