package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * Prepared statements are kept for their next use, by us or by the driver: nobody notices anything but the time. What is closed stays
 * closed, a use finds nothing of the one before, and a changed schema is seen at once.
 */
public abstract class StatementCacheContract extends DatabaseContract {

    private static final int KEPT = 5;
    private static final String BY_ID = "select name from animal where id = ?";

    /** For subclasses of the driver modules. */
    protected StatementCacheContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(
                connection,
                "create table animal (id int primary key, name varchar(20))",
                "insert into animal values (1, 'heron')",
                "insert into animal values (2, 'gannet')");
    }

    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return defaults.withPool(pool -> pool.withMaxSize(1))
                .withStatements(statements -> statements.withCacheSize(KEPT));
    }

    private Connection connection() {
        return database().connection(Access.WRITE, "statement cache");
    }

    @Test
    void refusesAClosedStatementWhileItsTextIsInUseAgain() throws SQLException {
        try (Connection connection = connection()) {
            PreparedStatement first = connection.prepareStatement(BY_ID);
            first.setInt(1, 1);
            first.close();
            try (PreparedStatement second = connection.prepareStatement(BY_ID)) {
                second.setInt(1, 2);
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> first.setInt(1, 1))
                        .withMessage("the statement is closed");
                assertThatThrownBy(first::executeQuery).isInstanceOf(SQLException.class);
                first.close();
                assertThat(first.isClosed()).isTrue();
                try (ResultSet rows = second.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("gannet");
                }
            }
        }
    }

    @Test
    void refusesAClosedResultWhileItsStatementIsInUseAgain() throws SQLException {
        try (Connection connection = connection()) {
            ResultSet old;
            try (PreparedStatement first = connection.prepareStatement(BY_ID)) {
                first.setInt(1, 1);
                old = first.executeQuery();
                assertThat(old.next()).isTrue();
            }
            try (PreparedStatement second = connection.prepareStatement(BY_ID)) {
                second.setInt(1, 2);
                try (ResultSet rows = second.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(old.isClosed()).isTrue();
                    assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() -> old.getString(1))
                            .withMessage("the result is closed");
                    old.close();
                    assertThat(rows.getString(1)).isEqualTo("gannet");
                }
            }
        }
    }

    @Test
    void forgetsTheValuesAndLimitsOfTheUseBefore() throws SQLException {
        String all = "select name from animal where id >= ?";
        try (Connection connection = connection()) {
            try (PreparedStatement first = connection.prepareStatement(all)) {
                first.setMaxRows(1);
                first.setInt(1, 1);
                assertThat(first.execute()).isTrue();
                // Closed with its rows unread.
            }
            assertThat(findsWithoutAValue(connection, all)).isFalse();
            try (PreparedStatement second = connection.prepareStatement(all)) {
                second.setInt(1, 1);
                assertThat(second.getMaxRows()).isZero();
                try (ResultSet rows = second.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    /** SQLite takes a parameter that was not set for null; the servers refuse the statement. */
    private static boolean findsWithoutAValue(Connection connection, String sql) {
        try (PreparedStatement unset = connection.prepareStatement(sql);
                ResultSet rows = unset.executeQuery()) {
            return rows.next();
        } catch (SQLException refused) {
            return false;
        }
    }

    @Test
    void seesAChangedSchema() throws SQLException {
        try (Connection connection = connection()) {
            Jdbc.run(connection, "create table bird (id int primary key, name varchar(20))");
            Jdbc.run(connection, "insert into bird values (1, 'tern')");
            for (int i = 0; i < KEPT * 2; i++) {
                assertThat(columns(connection)).isEqualTo(2);
                assertThat(Jdbc.texts(connection, "select name from bird")).containsExactly("tern");
            }
            Jdbc.run(connection, "alter table bird add column weight int");
            assertThat(columns(connection)).isEqualTo(3);
            Jdbc.run(connection, "drop table bird", "create table bird (name varchar(20), id int primary key)");
            Jdbc.run(connection, "insert into bird values ('puffin', 1)");
            assertThat(Jdbc.texts(connection, "select name from bird")).containsExactly("puffin");
            Jdbc.run(connection, "drop table bird");
            assertThatThrownBy(() -> Jdbc.texts(connection, "select name from bird"))
                    .isInstanceOf(SQLException.class);
        }
    }

    private static int columns(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select * from bird");
                ResultSet rows = statement.executeQuery()) {
            return rows.getMetaData().getColumnCount();
        }
    }

    @Test
    void runsMoreTextsThanItKeepsAndTheSameTextTwiceAtOnce() throws SQLException {
        try (Connection connection = connection()) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < KEPT * 3; i++) {
                    assertThat(Jdbc.number(connection, "select id + " + i + " from animal where id = 1"))
                            .isEqualTo(1 + i);
                }
            }
            try (PreparedStatement first = connection.prepareStatement(BY_ID);
                    PreparedStatement second = connection.prepareStatement(BY_ID)) {
                first.setInt(1, 1);
                second.setInt(1, 2);
                try (ResultSet rows = second.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("gannet");
                }
                try (ResultSet rows = first.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("heron");
                }
            }
        }
    }

    @Test
    void keepsNothingWhereThatIsTheSetting() throws SQLException {
        try (Connection connection = open(config().withStatements(statements -> statements.withCacheSize(0)))
                .connection(Access.WRITE, "no cache")) {
            for (int i = 0; i < KEPT; i++) {
                assertThat(Jdbc.texts(connection, "select name from animal where id = 2"))
                        .containsExactly("gannet");
            }
        }
    }
}
