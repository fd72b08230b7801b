package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.error.UnsupportedFeatureException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other frameworks may expect of our data source: plain JDBC, in which nothing leads round the choke point. */
public abstract class DataSourceContract extends DatabaseContract {

    private static final int MANY = 300_000;
    /** A driver that loads the result holds its texts at least: {@value #MANY} of 100 characters. */
    private static final long A_THIRD_OF_THE_RESULT = MANY * 100L / 3;

    /** For subclasses of the driver modules. */
    protected DataSourceContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(
                connection,
                "create table item (id " + dialect().generatedKey() + ", name varchar(100) not null)",
                "create table many (id bigint primary key, payload varchar(100) not null)");
        Jdbc.run(connection, "insert into many " + testDatabase().numbersQuery(MANY));
    }

    @BeforeEach
    final void emptyTheTable() throws SQLException {
        run("delete from item");
    }

    private DataSource dataSource() {
        return database().dataSource();
    }

    @Test
    void doesNotLoadEverythingForAPlainSelectOfAThirdParty() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            long before = usedHeap();
            try (ResultSet rows = statement.executeQuery("select * from many")) {
                assertThat(rows.next()).isTrue();
                assertThat(usedHeap() - before)
                        .as("bytes held after the first row")
                        .isLessThan(A_THIRD_OF_THE_RESULT);
                int read = 1;
                while (rows.next()) {
                    read++;
                }
                assertThat(read).isEqualTo(MANY);
            }
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void leadsBackToItsOwnObjects() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement("select 1");
                ResultSet rows = statement.executeQuery()) {
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(rows.getStatement()).isSameAs(statement);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThat(connection.isWrapperFor(Connection.class)).isTrue();
        }
    }

    @Test
    void givesGeneratedKeys() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into item (name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, "first");
            assertThat(insert.executeUpdate()).isEqualTo(1);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
                long id = keys.getLong(1);
                assertThat(keys.getStatement()).isSameAs(insert);
                assertThat(keys.next()).isFalse();
                assertThat(Jdbc.number(connection, "select id from item where name = 'first'"))
                        .isEqualTo(id);
            }
        }
    }

    @Test
    void runsBatches() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into item (name) values (?)")) {
            for (String name : List.of("one", "two", "three")) {
                insert.setString(1, name);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(3);
            assertThat(Jdbc.number(connection, "select count(*) from item")).isEqualTo(3);
        }
        assertThat(outside("select count(*) from item")).isEqualTo(3);
    }

    @Test
    void rollsBackAtTheCloseWhatWasNotCommitted() throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Jdbc.run(connection, "insert into item (name) values ('kept')");
            connection.commit();
            Jdbc.run(connection, "insert into item (name) values ('lost')");
        }
        assertThat(outside("select count(*) from item")).isEqualTo(1);
        try (Connection next = dataSource().getConnection()) {
            assertThat(next.getAutoCommit()).as("autocommit of the next one").isTrue();
            Jdbc.run(next, "insert into item (name) values ('at once')");
        }
        assertThat(outside("select count(*) from item")).isEqualTo(2);
    }

    @Test
    @SuppressWarnings("resource") // That they are closed with their connection is the point.
    void closesItsStatementsWithTheConnection() throws SQLException {
        Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("select * from many");
        ResultSet rows = prepared.executeQuery();
        assertThat(rows.next()).isTrue();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThat(statement.isClosed()).isTrue();
        assertThat(prepared.isClosed()).isTrue();
        assertThat(rows.isClosed()).isTrue();
        assertThatExceptionOfType(SQLException.class).isThrownBy(connection::createStatement);
        assertUsable();
    }

    @Test
    void resetsWhatItsUserChanged() throws SQLException {
        int isolation;
        try (Connection connection = dataSource().getConnection()) {
            isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            if (dialect().isServer()) {
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            }
            assertThat(Jdbc.number(connection, "select 1")).isEqualTo(1);
            connection.rollback();
        }
        try (Connection next = dataSource().getConnection()) {
            assertThat(next.isReadOnly()).isFalse();
            assertThat(next.getAutoCommit()).isTrue();
            assertThat(next.getTransactionIsolation()).isEqualTo(isolation);
        }
    }

    @Test
    void keepsAutocommitBetweenPlainSelects() throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            for (int i = 1; i <= 3; i++) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select id from many")) {
                    assertThat(rows.next()).isTrue();
                }
                assertThat(connection.getAutoCommit()).isTrue();
                Jdbc.run(connection, "insert into item (name) values ('row " + i + "')");
                assertThat(outside("select count(*) from item")).isEqualTo(i);
            }
        }
    }

    @Test
    void saysWhatItCannotDoBesideAStreamedResult() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from many")) {
            assertThat(rows.next()).isTrue();
            if (!dialect().isServer()) {
                assertThat(Jdbc.number(connection, "select 4711")).isEqualTo(4711);
            } else {
                assertThat(meaning(catchThrowable(() -> Jdbc.number(connection, "select 4711"))))
                        .isInstanceOf(UnsupportedFeatureException.class)
                        .hasMessageContaining("select 4711")
                        .hasMessageContaining("statement.plain-selects");
            }
            assertThat(rows.next()).as("the first result goes on").isTrue();
        }
        assertUsable();
    }

    @Test
    void takesNoCredentials() {
        assertThat(catchThrowable(() -> dataSource().getConnection("somebody", "s3cr3t-Canary!")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("configuration")
                .hasMessageNotContaining("Canary");
    }
}
