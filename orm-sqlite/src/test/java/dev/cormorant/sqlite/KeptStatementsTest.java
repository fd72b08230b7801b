package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.driver.Access;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeptStatementsTest {

    private static final String COUNT = "select count(*) from bird where id > ?";

    @TempDir
    Path folder;

    private SqliteConnection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = new SqliteConnection(folder.resolve("birds.db").toString(), new Properties(), Access.WRITE, 2);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table bird (id integer primary key, name text)");
            statement.execute("insert into bird values (1, 'tern'), (2, 'skua')");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement usedOnce(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement;
        }
    }

    @Test
    void givesTheSameStatementAgainUntilTwoOthersWereUsedSince() throws SQLException {
        PreparedStatement kept = usedOnce(COUNT);
        assertThat(usedOnce(COUNT)).isSameAs(kept);
        usedOnce("select 1");
        assertThat(usedOnce(COUNT)).isSameAs(kept);
        usedOnce("select 2");
        usedOnce("select 3");
        assertThat(kept.isClosed()).isTrue();
        assertThat(usedOnce(COUNT)).isNotSameAs(kept);
    }

    @Test
    void forgetsThemToGiveUpMemoryAndWithTheConnection() throws SQLException {
        PreparedStatement first = usedOnce(COUNT);
        connection.forgetStatements();
        assertThat(first.isClosed()).isTrue();
        PreparedStatement second = usedOnce(COUNT);
        connection.close();
        assertThat(((SqlitePreparedStatement) second).pointer.isClosed()).isTrue();
    }

    @Test
    void leavesNoReadLockBehindRowsThatNobodyRead() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select name from bird")) {
            assertThat(statement.execute()).isTrue();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table bird");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COUNT,
                "select id * 2, \"*\", '*' /* , * */ from bird",
                "with far as (select id from bird) select id from far",
                "insert into bird values (?, ?) returning id",
                "update bird set id = id * 2",
                "delete from bird where id = ?",
                "replace into bird values (?, ?)",
                "values (1, 2)"
            })
    void keepsWhatNamesItsColumns(String sql) {
        assertThat(KeptStatements.mayKeep(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from bird",
                "select distinct * from bird",
                "select id, * from bird",
                "select b . * from bird b",
                "select id from (select /* all */ * from bird)",
                "insert into bird values (?, ?) returning *",
                "pragma user_version",
                "explain select 1",
                "create table t (id integer)",
                "begin immediate",
                ""
            })
    void keepsNothingWhoseColumnsMayChangeOrThatIsNoQuery(String sql) {
        assertThat(KeptStatements.mayKeep(sql)).isFalse();
    }

    @Test
    void keepsNoTextThatAProgramPutTogether() {
        assertThat(KeptStatements.mayKeep("select 1 -- " + "x".repeat(16_384))).isFalse();
    }
}
