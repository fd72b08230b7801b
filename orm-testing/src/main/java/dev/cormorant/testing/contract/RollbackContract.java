package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.reset.CleanDatabase;
import dev.cormorant.testing.reset.Reset;
import dev.cormorant.testing.reset.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A test whose work is one transaction that is rolled back: what that undoes, and what is said of the rest. */
public abstract class RollbackContract extends CleanDatabasesOfAClass {

    /** For subclasses of the driver modules. */
    protected RollbackContract() {}

    private boolean checksLate() {
        return kind() == DatabaseKind.SQLITE || kind() == DatabaseKind.POSTGRES;
    }

    @Override
    final Schema schema() {
        return Schema.sql(
                "create table mark (id integer primary key, txt varchar(100) not null)",
                "create table child (id integer primary key, mark integer not null, foreign key (mark) references mark (id)"
                        + (checksLate() ? " deferrable initially deferred" : "") + ")");
    }

    private static void mark(CleanDatabase database, int id) {
        database.orm()
                .execute(Sql.of("insert into mark values (:id, 'of a test')").bind("id", id));
    }

    private void assertClean() {
        try (CleanDatabase next = databases().take(Reset.ROLLBACK)) {
            assertThat(CleanTables.count(next, "mark")).isZero();
        }
    }

    @Test
    void undoesTransactionsOfTheTestToo() throws SQLException {
        try (CleanDatabase database = databases().take(Reset.ROLLBACK)) {
            database.orm().transaction(tx -> mark(database, 1));
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(Jdbc.number(connection, "select count(*) from mark")).isEqualTo(1);
            }
            database.reset();
            assertThat(CleanTables.count(database, "mark")).isZero();
            mark(database, 2);
        }
        assertClean();
    }

    @Test
    void failsWithADeferredConstraintThatACommitWouldRefuse() {
        assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> {
            try (CleanDatabase database = databases().take(Reset.ROLLBACK)) {
                // MySQL and MariaDB check it here already.
                database.orm().execute(Sql.of("insert into child values (1, 77)"));
                assertThat(checksLate()).isTrue();
            }
        });
        assertClean();
    }

    @Test
    void runsHooksOnRequestInTheSameTransaction() {
        List<String> done = new ArrayList<>();
        try (CleanDatabase database = databases().take(Reset.ROLLBACK)) {
            database.orm()
                    .transaction(tx -> tx.afterCommit(() -> {
                        mark(database, 5);
                        done.add("hook");
                    }));
            assertThat(done).isEmpty();
            database.runAfterCommitHooks();
            database.runAfterCommitHooks();
            assertThat(done).containsExactly("hook");
            assertThat(CleanTables.count(database, "mark")).isEqualTo(1);
        }
        assertClean();
        try (CleanDatabase database = databases().take(Reset.TEMPLATE)) {
            assertThatIllegalStateException()
                    .isThrownBy(database::runAfterCommitHooks)
                    .withMessageContaining("ROLLBACK");
        }
    }

    @Test
    void namesWhatAnotherThreadHasWritten() throws SQLException {
        if (kind() == DatabaseKind.SQLITE) {
            refusesAnotherWriter();
            return;
        }
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> {
                    try (CleanDatabase database = databases().take(Reset.ROLLBACK)) {
                        assertThat(CleanTables.count(database, "child")).isZero();
                        Thread other = new Thread(() -> mark(database, 9), "foreign-worker");
                        other.start();
                        other.join();
                    }
                })
                .withMessageContaining("not as before: ")
                .withMessageContaining("mark")
                .withMessageContaining("foreign-worker");
        assertClean();
    }

    /** The one connection that writes is the test's, and the file is locked. */
    private void refusesAnotherWriter() throws SQLException {
        try (CleanDatabase database = databases().take(Reset.ROLLBACK);
                Connection other = database.database().connect()) {
            Jdbc.run(other, "pragma busy_timeout = 1");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Jdbc.run(other, "insert into mark values (9, 'of another')"))
                    .withMessageContaining("SQLITE_BUSY");
        }
        assertClean();
    }

    @Test
    void saysThatAStatementHasCommitted() {
        boolean commits = kind() == DatabaseKind.MYSQL || kind() == DatabaseKind.MARIADB;
        if (!commits) {
            try (CleanDatabase database = databases().take(Reset.ROLLBACK)) {
                database.orm().execute(Sql.of("create table added (id integer)"));
            }
            assertClean();
            return;
        }
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> {
                    try (CleanDatabase database = databases().take(Reset.ROLLBACK)) {
                        mark(database, 3);
                        database.orm().execute(Sql.of("create table added (id integer)"));
                    }
                })
                .withMessageContaining("ended its transaction");
        assertClean();
    }
}
