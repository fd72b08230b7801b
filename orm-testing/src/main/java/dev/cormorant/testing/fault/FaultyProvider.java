package dev.cormorant.testing.fault;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Isolation;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.driver.CursorMode;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.DriverProvider;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.driver.ServerFacts;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * The real driver, except that its connections come through a {@link FaultyDataSource}.
 *
 * @param real the provider under test
 * @param source where the real connections come from, below the faults
 * @param faulty the faults
 */
record FaultyProvider(DriverProvider real, DriverConnections source, FaultyDataSource faulty)
        implements DriverProvider {

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public Set<String> schemes() {
        return real.schemes();
    }

    @Override
    public Driver bind(DatabaseConfig config) {
        return new FaultyDriver(real.bind(config), source, faulty);
    }

    private record FaultyDriver(Driver real, DriverConnections source, FaultyDataSource faulty) implements Driver {

        @Override
        public Connection connect(Access access, Duration timeout) throws SQLException {
            return source.with(() -> real.connect(access, timeout), faulty::getConnection);
        }

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public PoolLayout layout() {
            return real.layout();
        }

        @Override
        public CursorMode cursorMode() {
            return real.cursorMode();
        }

        @Override
        public ColumnTypes columnTypes() {
            return real.columnTypes();
        }

        @Override
        public ServerFacts facts(Connection connection) throws SQLException {
            return real.facts(connection);
        }

        @Override
        public Access accessOf(String sql) {
            return real.accessOf(sql);
        }

        @Override
        public void cancel(Connection connection, Statement statement) throws SQLException {
            real.cancel(connection, statement);
        }

        @Override
        public void closeEarly(Connection connection, ResultSet rows) throws SQLException {
            real.closeEarly(connection, rows);
        }

        @Override
        public void limitOnServer(Connection connection, Duration limit) throws SQLException {
            real.limitOnServer(connection, limit);
        }

        @Override
        public void abort(Connection connection) throws SQLException {
            real.abort(connection);
        }

        @Override
        public Set<Isolation> isolations() {
            return real.isolations();
        }

        @Override
        public boolean endsTransaction(SQLException error) {
            return real.endsTransaction(error);
        }

        @Override
        public boolean changesSession(String sql) {
            return real.changesSession(sql);
        }

        @Override
        public boolean resetSession(Connection connection) throws SQLException {
            return real.resetSession(connection);
        }

        @Override
        public void beforeCommit(Connection connection) throws SQLException {
            real.beforeCommit(connection);
        }

        @Override
        public void shrinkMemory(Connection connection) throws SQLException {
            real.shrinkMemory(connection);
        }

        @Override
        public boolean hasMySqlLiterals() {
            return real.hasMySqlLiterals();
        }

        @Override
        public OrmException translate(SQLException error, FailedOperation failed) {
            return real.translate(error, failed);
        }

        @Override
        public boolean isFatal(SQLException error) {
            return real.isFatal(error);
        }

        @Override
        public boolean concernsServer(SQLException error) {
            return real.concernsServer(error);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
