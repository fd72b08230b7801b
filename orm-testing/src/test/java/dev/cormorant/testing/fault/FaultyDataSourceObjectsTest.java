package dev.cormorant.testing.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

final class FaultyDataSourceObjectsTest {
    private final DataSource real;

    FaultyDataSourceObjectsTest(@TempDir Path directory) throws SQLException {
        real = SqliteFile.in(directory);
    }

    @Test
    void leadsBackToTheSameObjects() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real);
        try (Connection connection = faulty.getConnection();
                PreparedStatement statement = connection.prepareStatement("select name from bird where id = ?")) {
            statement.setInt(1, 2);
            try (ResultSet rows = statement.executeQuery()) {
                DatabaseMetaData database = connection.getMetaData();
                assertThat(statement.getConnection()).isSameAs(connection);
                assertThat(rows.getStatement()).isSameAs(statement);
                assertThat(database.getConnection()).isSameAs(connection);
                assertThat(connection)
                        .isEqualTo(rows.getStatement().getConnection())
                        .isNotEqualTo(statement);
                assertThat(connection).hasSameHashCodeAs(statement.getConnection());
            }
        }
    }

    @Test
    void countsCallsOnMetaDataThatSqliteMakesOneObjectWithTheResultSet() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real);
        try (Connection connection = faulty.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, name from bird")) {
            ResultSetMetaData columns = rows.getMetaData();
            assertThat(columns.getColumnCount()).isEqualTo(2);
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("SQLite");
        }
        assertThat(faulty.trace())
                .extracting(Call::name)
                .contains("ResultSetMetaData.getColumnCount", "DatabaseMetaData.getDatabaseProductName");
    }

    @Test
    void handsTheDriverItsOwnObjectsBack() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real);
        try (Connection connection = faulty.getConnection()) {
            connection.setAutoCommit(false);
            Savepoint savepoint = connection.setSavepoint("one");
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
            connection.rollback();
        }
        assertThat(faulty.calls()).isEqualTo(7);
    }

    @Test
    void leavesPlainValuesAsTheyAre() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real);
        try (Connection connection = faulty.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select x'00ff'")) {
            rows.next();
            assertThat(rows.getBytes(1)).containsExactly(0, 0xff);
            assertThat(rows.getObject(1)).isNotInstanceOf(Blob.class);
        }
    }

    @Test
    void unwrapsToItselfForJdbcAndToTheDriversObjectForTheDriversType() throws SQLException {
        FaultyDataSource faulty = FaultyDataSource.of(real);
        try (Connection connection = faulty.getConnection()) {
            assertThat(connection.isWrapperFor(Connection.class)).isTrue();
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThat(connection.isWrapperFor(SQLiteConnection.class)).isTrue();
            assertThat(connection.unwrap(SQLiteConnection.class).getDatabase()).isNotNull();
        }
        assertThat(faulty.unwrap(DataSource.class)).isSameAs(faulty);
        assertThat(faulty.isWrapperFor(FaultyDataSource.class)).isTrue();
    }
}
