package dev.cormorant.mysql;

import dev.cormorant.core.config.DatabaseConfig;
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
import java.util.Set;

/** MySQL and MariaDB through Connector/J, bound to one configuration. */
final class MysqlDriver implements Driver {

    /** Connector/J streams a result row by row if this is its fetch size, and loads it whole with any other. */
    private static final CursorMode ROW_BY_ROW = new CursorMode(false, Integer.MIN_VALUE, true);

    private final BulkPath bulk = new LoadPath();
    private final Sessions sessions;
    private final Killer killer;
    private final EarlyClose earlyClose;

    MysqlDriver(DatabaseConfig config) {
        this.sessions = new Sessions(config);
        this.killer = new Killer(sessions, config.pool().connectTimeout());
        this.earlyClose = new EarlyClose("cormorant-" + config.name() + "-close", killer);
    }

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public PoolLayout layout() {
        return PoolLayout.SHARED;
    }

    @Override
    public CursorMode cursorMode() {
        return ROW_BY_ROW;
    }

    @Override
    public ColumnTypes columnTypes() {
        return Columns.TYPES;
    }

    @Override
    public BulkPath bulkPath() {
        return bulk;
    }

    @Override
    public Connection connect(Access access, Duration timeout) throws SQLException {
        return sessions.open(timeout);
    }

    @Override
    public ServerFacts facts(Connection connection) throws SQLException {
        return Server.facts(connection);
    }

    @Override
    public void cancel(Connection connection, Statement statement) throws SQLException {
        killer.kill(connection);
    }

    @Override
    public void abort(Connection connection) throws SQLException {
        killer.cutOff(connection);
    }

    @Override
    public void closeEarly(Connection connection, ResultSet rows) throws SQLException {
        earlyClose.close(connection, rows);
    }

    @Override
    public Set<Isolation> isolations() {
        return EnumSet.allOf(Isolation.class);
    }

    /** A deadlock rolls back the whole transaction, and the next statement begins another one. */
    @Override
    public boolean endsTransaction(SQLException error) {
        return VendorCode.of(error).number() == VendorCode.DEADLOCK;
    }

    @Override
    public boolean changesSession(String sql) {
        return SessionChange.isIn(sql);
    }

    @Override
    public OrmException translate(SQLException error, FailedOperation failed) {
        return Errors.translate(error, failed);
    }

    @Override
    public boolean hasMySqlLiterals() {
        return true;
    }

    @Override
    public boolean isFatal(SQLException error) {
        return VendorCode.of(error).fatal();
    }

    @Override
    public boolean concernsServer(SQLException error) {
        return VendorCode.of(error).concernsServer();
    }

    @Override
    public void close() {
        earlyClose.close();
    }
}
