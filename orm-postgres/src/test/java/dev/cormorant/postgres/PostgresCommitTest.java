package dev.cormorant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.error.CommitOutcomeUnknownException;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.transaction.TransactionOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class PostgresCommitTest {

    private static final TransactionOptions WRITING = TransactionOptions.readWrite();
    private Opened opened;

    @BeforeEach
    void start() throws SQLException {
        opened = Opened.fresh();
        opened.run(
                "create table account(id int primary key, boss int,"
                        + " constraint has_boss foreign key (boss) references account deferrable initially deferred)",
                "insert into account values (1, null)");
    }

    @AfterEach
    void stop() {
        assertThat(opened.database.leases()).isEmpty();
        assertThat(opened.database.stats().transactions().running()).isZero();
        opened.close();
    }

    private static int insert(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("insert into account values (" + id + ", 1)");
        }
    }

    private String ids() throws SQLException {
        return opened.text("select string_agg(id::text, ',' order by id) from account");
    }

    @Test
    void commitsWhenTheWorkReturnsAndRollsBackWhenItThrows() throws SQLException {
        assertThat(opened.database.<Integer, SQLException>transaction(WRITING, tx -> insert(tx.connection(), 2)))
                .isEqualTo(1);
        assertThatThrownBy(() -> opened.database.<Integer, Exception>transaction(WRITING, tx -> {
                    insert(tx.connection(), 3);
                    throw new java.io.IOException("no disk");
                }))
                .isInstanceOf(java.io.IOException.class)
                .hasNoSuppressedExceptions();
        assertThat(ids()).isEqualTo("1,2");
    }

    @Test
    void rollsBackToASavepointAfterAnErrorWithoutLosingTheRest() throws SQLException {
        opened.database.<Integer, SQLException>transaction(WRITING, outer -> {
            insert(outer.connection(), 2);
            assertThatThrownBy(() -> opened.database.<Integer, SQLException>transaction(
                            WRITING, inner -> insert(inner.connection(), 2)))
                    .isInstanceOf(SQLException.class);
            opened.database.<Integer, SQLException>transaction(WRITING, inner -> insert(inner.connection(), 4));
            return insert(outer.connection(), 3);
        });
        assertThat(ids()).isEqualTo("1,2,3,4");
    }

    @Test
    void namesADeferredConstraintThatRefusesTheCommit() throws SQLException {
        assertThatThrownBy(() -> opened.database.<Integer, SQLException>transaction(WRITING, tx -> {
                    try (Statement statement = tx.connection().createStatement()) {
                        return statement.executeUpdate("insert into account values (5, 99)");
                    }
                }))
                .isInstanceOfSatisfying(ConstraintViolationException.class, violation -> {
                    assertThat(violation.kind()).isEqualTo(ConstraintViolationException.Kind.FOREIGN_KEY);
                    assertThat(violation.constraint()).contains("has_boss");
                    assertThat(violation).hasMessageContaining("commit");
                });
        assertThat(ids()).isEqualTo("1");
    }

    @Test
    void neverCallsACommitASuccessThatTheServerTurnedIntoARollback() throws SQLException {
        assertThatThrownBy(() -> opened.database.<Integer, SQLException>transaction(WRITING, tx -> {
                    insert(tx.connection(), 2);
                    assertThatThrownBy(() -> insert(tx.connection(), 1)).isInstanceOf(SQLException.class);
                    return 0;
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(ids()).isEqualTo("1");
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheSessionDiesBeforeTheCommit() throws SQLException {
        assertThatThrownBy(() -> opened.database.<Integer, SQLException>transaction(WRITING, tx -> {
                    insert(tx.connection(), 2);
                    String backend = Opened.text(tx.connection(), "select pg_backend_pid()");
                    try (Connection other = opened.server.connect()) {
                        Opened.text(other, "select pg_terminate_backend(" + backend + ", 5000)");
                    }
                    return 0;
                }))
                .isInstanceOf(CommitOutcomeUnknownException.class);
        assertThat(ids()).isEqualTo("1");
    }

    @Test
    void refusesWritesInAReadOnlyTransactionAndForgetsItAfterwards() throws SQLException {
        assertThatThrownBy(() -> opened.database.<Integer, SQLException>transaction(
                        TransactionOptions.reading(), tx -> insert(tx.connection(), 2)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("read-only");
        opened.database.<Integer, SQLException>transaction(WRITING, tx -> insert(tx.connection(), 3));
        assertThat(ids()).isEqualTo("1,3");
    }
}
