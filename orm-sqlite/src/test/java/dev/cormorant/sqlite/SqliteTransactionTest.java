package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.transaction.Transaction;
import dev.cormorant.core.transaction.TransactionOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteTransactionTest {

    @TempDir
    Path dir;

    private Path file;
    private Database database;

    @BeforeEach
    void open() throws SQLException {
        file = dir.resolve("work.db");
        database = Sqlite.open(Sqlite.config(file, "busy_timeout=200"));
        Sqlite.run(database, "create table t (a integer primary key)");
    }

    @AfterEach
    void close() {
        assertThat(database.leases()).isEmpty();
        database.close();
    }

    private String rows() throws SQLException {
        return Sqlite.one(database, "select coalesce(group_concat(a), '') from t");
    }

    @Test
    void rollsBackOnAnExceptionAndToTheSavepointOfANestedOne() throws SQLException {
        assertThatThrownBy(() -> database.transaction(TransactionOptions.readWrite(), tx -> {
                    Sqlite.run(tx.connection(), "insert into t values (1)");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(rows()).isEmpty();
        database.transaction(TransactionOptions.readWrite(), tx -> {
            Sqlite.run(tx.connection(), "insert into t values (1)");
            assertThatThrownBy(() -> database.transaction(TransactionOptions.readWrite(), inner -> {
                        Sqlite.run(inner.connection(), "insert into t values (2)");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            return database.transaction(TransactionOptions.readWrite(), inner -> {
                Sqlite.run(inner.connection(), "insert into t values (3)");
                return null;
            });
        });
        assertThat(rows()).isEqualTo("1,3");
    }

    @Test
    void keepsASavepointInsideTheTransactionEvenAsItsFirstStatement() throws SQLException {
        assertThatThrownBy(() -> database.transaction(TransactionOptions.readWrite(), tx -> {
                    database.transaction(TransactionOptions.readWrite(), inner -> {
                        Sqlite.run(inner.connection(), "insert into t values (1)");
                        return null;
                    });
                    throw new IllegalStateException("after the savepoint was released");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(rows()).isEmpty();
    }

    /** Each way of JDBC to run a statement, also one that was made before the last commit. */
    private interface Way {
        void insert(Connection connection, Statement plain, PreparedStatement prepared) throws SQLException;
    }

    @Test
    void beginsATransactionWhicheverWayAStatementIsRun() throws SQLException {
        Way[] ways = {
            (connection, plain, prepared) -> plain.execute("insert into t values (1)"),
            (connection, plain, prepared) -> plain.executeUpdate("insert into t values (1)"),
            (connection, plain, prepared) -> plain.executeLargeUpdate("insert into t values (1)"),
            (connection, plain, prepared) ->
                    plain.executeQuery("insert into t values (1) returning a").close(),
            (connection, plain, prepared) -> plain.execute("insert into t values (1)", Statement.RETURN_GENERATED_KEYS),
            (connection, plain, prepared) -> {
                plain.addBatch("insert into t values (1)");
                plain.executeBatch();
            },
            (connection, plain, prepared) -> {
                plain.addBatch("insert into t values (1)");
                plain.executeLargeBatch();
            },
            (connection, plain, prepared) -> prepared.execute(),
            (connection, plain, prepared) -> prepared.executeUpdate(),
            (connection, plain, prepared) -> prepared.executeLargeUpdate(),
            (connection, plain, prepared) -> {
                prepared.addBatch();
                prepared.executeBatch();
            },
            (connection, plain, prepared) -> {
                prepared.addBatch();
                prepared.executeLargeBatch();
            },
            (connection, plain, prepared) -> {
                connection.setSavepoint("s");
                prepared.execute();
            }
        };
        for (int i = 0; i < ways.length; i++) {
            try (Connection connection = database.dataSource().getConnection();
                    Statement plain = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement("insert into t values (1)")) {
                connection.setAutoCommit(false);
                plain.execute("insert into t values (0)");
                connection.commit();
                ways[i].insert(connection, plain, prepared);
                connection.rollback();
                assertThat(Sqlite.one(connection, "select group_concat(a) from t"))
                        .as("way " + i)
                        .isEqualTo("0");
                plain.execute("delete from t");
                connection.commit();
            }
        }
    }

    @Test
    void holdsNoLockBetweenTransactionsAndCommitsWhatAnotherProcessCannotSpoil() throws SQLException {
        try (Connection other = Sqlite.foreign(file);
                Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Sqlite.run(other, "begin immediate");
            Sqlite.run(other, "rollback");
            Sqlite.run(connection, "insert into t values (1)");
            assertThatThrownBy(() -> Sqlite.run(other, "begin immediate")).hasMessageContaining("SQLITE_BUSY");
            connection.commit();
            Sqlite.run(other, "begin immediate");
            assertThat(Sqlite.one(other, "select count(*) from t")).isEqualTo("1");
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void takesTheWriteLockWithTheFirstStatementSoThatReadingFirstIsNoRisk() throws SQLException {
        try (Connection other = Sqlite.foreign(file)) {
            database.transaction(TransactionOptions.readWrite(), tx -> {
                assertThat(Sqlite.one(tx.connection(), "select count(*) from t"))
                        .isEqualTo("0");
                assertThatThrownBy(() -> Sqlite.run(other, "insert into t values (9)"))
                        .hasMessageContaining("SQLITE_BUSY");
                Sqlite.run(tx.connection(), "insert into t values (1)");
                return null;
            });
        }
        assertThat(rows()).isEqualTo("1");
    }

    @Test
    void runsNothingMoreInATransactionThatSqliteHasRolledBack() throws SQLException {
        Sqlite.run(database, "create table wide (a unique on conflict rollback)");
        assertThatThrownBy(() -> database.transaction(TransactionOptions.readWrite(), tx -> {
                    Sqlite.run(tx.connection(), "insert into t values (1)");
                    Sqlite.run(tx.connection(), "insert into wide values (1)");
                    assertThatThrownBy(() -> Sqlite.run(tx.connection(), "insert into wide values (1)"))
                            .hasMessageContaining("UNIQUE");
                    assertThatThrownBy(() -> Sqlite.run(tx.connection(), "insert into t values (2)"))
                            .hasMessageContaining("has rolled the transaction back");
                    assertThatThrownBy(() -> Sqlite.one(tx.connection(), "select 1"))
                            .hasMessageContaining("has rolled the transaction back");
                    return null;
                }))
                .hasMessageContaining("has rolled the transaction back");
        assertThat(rows()).isEmpty();
        database.transaction(TransactionOptions.readWrite(), tx -> {
            Sqlite.run(tx.connection(), "insert into t values (3)");
            return null;
        });
        assertThat(rows()).isEqualTo("3");
    }

    @Test
    void goesOnAfterAnOrdinaryFailureInsideATransaction() throws SQLException {
        database.transaction(TransactionOptions.readWrite(), tx -> {
            Sqlite.run(tx.connection(), "insert into t values (1)");
            assertThatThrownBy(() -> Sqlite.run(tx.connection(), "insert into t values (1)"))
                    .hasMessageContaining("UNIQUE");
            assertThatThrownBy(() -> Sqlite.run(tx.connection(), "selec")).hasMessageContaining("syntax");
            Sqlite.run(tx.connection(), "insert into t values (2)");
            return null;
        });
        assertThat(rows()).isEqualTo("1,2");
    }

    @Test
    void losesNoAtomicityWhenAWriteIsCancelledInsideATransaction() throws Exception {
        String slow = "insert into t with recursive n(i) as (select 10 union all select i + 1 from n limit 50000000)"
                + " select i from n";
        assertThatThrownBy(() -> database.transaction(TransactionOptions.readWrite(), tx -> {
                    Sqlite.run(tx.connection(), "insert into t values (1)");
                    CompletableFuture<Boolean> cancelled = CompletableFuture.supplyAsync(() -> {
                        Awaitility.await().until(() -> database.executions().stream()
                                .anyMatch(running -> running.sql().equals(slow)));
                        return database.cancel(database.executions().get(0).id());
                    });
                    assertThatThrownBy(() -> Sqlite.run(tx.connection(), slow))
                            .hasMessageContaining("a cancel of this execution");
                    assertThat(cancelled.get(10, TimeUnit.SECONDS)).isTrue();
                    Sqlite.run(tx.connection(), "insert into t values (2)");
                    return null;
                }))
                .hasMessageContaining("has rolled the transaction back");
        assertThat(rows()).isEmpty();
    }

    @Test
    void rollsBackWhenACommitIsRefused() throws SQLException {
        Sqlite.run(
                database,
                "create table c (a references t (a) deferrable initially deferred)",
                "insert into t values (5)");
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> database.transaction(TransactionOptions.readWrite(), tx -> {
                    Sqlite.run(tx.connection(), "insert into c values (99)");
                    return null;
                }));
        assertThat(Sqlite.one(database, "select count(*) from c")).isEqualTo("0");
        Sqlite.run(database, "insert into c values (5)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.db", ":memory:", "b.db?journal_mode=DELETE"})
    void refusesToWriteInAReadOnlyTransactionAndWritesInTheNext(String name) throws SQLException {
        String place = name.startsWith(":") ? name : dir.resolve(name).toString();
        try (Database one = Sqlite.open(dev.cormorant.core.config.DatabaseConfig.of("jdbc:sqlite:" + place)
                .withName("lab"))) {
            Sqlite.run(one, "create table t (a)");
            assertThatThrownBy(() -> one.transaction(TransactionOptions.reading(), tx -> {
                        assertThat(Sqlite.one(tx.connection(), "select count(*) from t"))
                                .isEqualTo("0");
                        Sqlite.run(tx.connection(), "insert into t values (1)");
                        return null;
                    }))
                    .hasMessageContaining("SQLITE_READONLY");
            one.transaction(TransactionOptions.readWrite(), tx -> {
                Sqlite.run(tx.connection(), "insert into t values (2)");
                return null;
            });
            assertThat(Sqlite.one(one, "select group_concat(a) from t")).isEqualTo("2");
        }
    }

    @Test
    void seesOneStateThroughoutAReadOnlyTransaction() throws SQLException {
        database.transaction(TransactionOptions.reading(), tx -> {
            assertThat(Sqlite.one(tx.connection(), "select count(*) from t")).isEqualTo("0");
            CompletableFuture.runAsync(() -> insertOutside(1)).join();
            assertThat(Sqlite.one(tx.connection(), "select count(*) from t")).isEqualTo("0");
            return null;
        });
        assertThat(rows()).isEqualTo("1");
    }

    private void insertOutside(int value) {
        database.transaction(TransactionOptions.readWrite(), (Transaction tx) -> {
            try {
                Sqlite.run(tx.connection(), "insert into t values (" + value + ")");
                return null;
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }
}
