package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.core.error.TransactionException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.core.transaction.Transaction;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.testing.DatabaseKind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions as callbacks: commit, rollback, savepoints, what they refuse, and that the outcome on the server is the told one. */
public abstract class TransactionContract extends DatabaseContract {

    private static final TransactionOptions WRITING =
            TransactionOptions.readWrite().named("ledger");
    private static final TransactionOptions READING =
            TransactionOptions.reading().named("report");
    private static final String COUNT = "select count(*) from entry";

    /** For subclasses of the driver modules. */
    protected TransactionContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(
                connection,
                "create table account (id bigint primary key)",
                "create table entry (id bigint primary key, account bigint not null, "
                        + "constraint entry_account foreign key (account) references account (id)"
                        + (dialect().defersConstraints() ? " deferrable initially deferred" : "")
                        + ")",
                "insert into account values (1)");
    }

    @BeforeEach
    final void emptyTheTable() throws SQLException {
        run("delete from entry");
    }

    private static void insert(Transaction transaction, long id) throws SQLException {
        Jdbc.run(transaction.connection(), "insert into entry values (" + id + ", 1)");
    }

    @Test
    void commitsWhenTheCallbackReturns() throws SQLException {
        long seenInside = database().transaction(WRITING, transaction -> {
            insert(transaction, 1);
            return Jdbc.number(transaction.connection(), COUNT);
        });
        assertThat(seenInside).isEqualTo(1);
        assertThat(outside(COUNT)).isEqualTo(1);
        assertThat(database().stats().transactions().committed()).isEqualTo(1);
    }

    @Test
    void isSeenByNobodyElseBeforeTheCommit() throws SQLException {
        database().transaction(WRITING, transaction -> {
            insert(transaction, 1);
            assertThat(outside(COUNT)).isZero();
            return true;
        });
        assertThat(outside(COUNT)).isEqualTo(1);
    }

    @Test
    void rollsBackAndPassesACheckedExceptionAsItIs() throws SQLException {
        IOException reason = new IOException("checked");
        assertRolledBackBy(reason, transaction -> {
            throw reason;
        });
    }

    @Test
    void rollsBackAndPassesAnUncheckedExceptionAsItIs() throws SQLException {
        IllegalStateException reason = new IllegalStateException("unchecked");
        assertRolledBackBy(reason, transaction -> {
            throw reason;
        });
    }

    @Test
    void rollsBackAndPassesAnErrorAsItIs() throws SQLException {
        LinkageError reason = new LinkageError("an error");
        assertRolledBackBy(reason, transaction -> {
            throw reason;
        });
    }

    private interface Failing {
        void fail(Transaction transaction) throws Exception;
    }

    private void assertRolledBackBy(Throwable reason, Failing failing) throws SQLException {
        Throwable thrown = catchThrowable(() -> database().transaction(WRITING, transaction -> {
            insert(transaction, 1);
            failing.fail(transaction);
            return true;
        }));
        assertThat(thrown).isSameAs(reason).hasNoSuppressedExceptions();
        assertThat(outside(COUNT)).isZero();
        assertThat(database().stats().transactions().rolledBack()).isEqualTo(1);
        assertUsable();
    }

    @Test
    void rollsBackWithoutAnExceptionIfItIsMarked() throws SQLException {
        String result = database().transaction(WRITING, transaction -> {
            insert(transaction, 1);
            transaction.setRollbackOnly();
            assertThat(transaction.isRollbackOnly()).isTrue();
            return "result";
        });
        assertThat(result).isEqualTo("result");
        assertThat(outside(COUNT)).isZero();
    }

    @Test
    void refusesToWriteInAReadOnlyOne() throws SQLException {
        Throwable thrown = catchThrowable(() -> database().transaction(READING, transaction -> {
            assertThat(transaction.isReadOnly()).isTrue();
            assertThat(Jdbc.number(transaction.connection(), COUNT)).isZero();
            insert(transaction, 1);
            return true;
        }));
        assertThat(meaning(thrown)).isInstanceOf(ReadOnlyException.class);
        assertThat(outside(COUNT)).isZero();
        database().transaction(WRITING, transaction -> {
            insert(transaction, 1);
            return true;
        });
        assertThat(outside(COUNT)).isEqualTo(1);
    }

    @Test
    void isJoinedByTheCallsOfItsThread() throws SQLException {
        database().transaction(WRITING, transaction -> {
            run("insert into entry values (1, 1)");
            assertThat(number(COUNT)).isEqualTo(1);
            assertThat(outside(COUNT)).isZero();
            assertThat(database().currentTransaction()).containsSame(transaction);
            assertThat(database().stats().connections().active()).isEqualTo(1);
            return true;
        });
        assertThat(database().currentTransaction()).isEmpty();
        assertThat(outside(COUNT)).isEqualTo(1);
    }

    @Test
    void refusesThatSomebodyElseEndsIt() throws SQLException {
        database().transaction(WRITING, transaction -> {
            insert(transaction, 1);
            try (Connection joined = database().connection(Access.WRITE, "joined")) {
                assertRefused(catchThrowable(joined::commit));
                assertRefused(catchThrowable(joined::rollback));
                assertRefused(catchThrowable(() -> joined.setAutoCommit(true)));
            }
            insert(transaction, 2);
            return true;
        });
        assertThat(outside(COUNT)).isEqualTo(2);
    }

    private void assertRefused(Throwable thrown) {
        OrmException refusal = meaning(thrown);
        assertThat(refusal).isInstanceOf(UnsupportedFeatureException.class);
        assertThat(refusal).hasMessageContaining("ledger").hasMessageContaining("throw to roll back");
    }

    @Test
    void cannotBeUsedAfterItsEnd() throws SQLException {
        Kept<Transaction> kept = new Kept<>();
        Kept<Connection> connection = new Kept<>();
        database().transaction(WRITING, transaction -> {
            kept.set(transaction);
            connection.set(transaction.connection());
            return true;
        });
        assertThatExceptionOfType(TransactionException.class)
                .isThrownBy(() -> kept.get().connection())
                .withMessageContaining("ended")
                .withMessageContaining("ledger");
        assertThatExceptionOfType(TransactionException.class)
                .isThrownBy(() -> kept.get().setRollbackOnly());
        assertThatThrownBy(() -> Jdbc.run(connection.get(), "insert into entry values (9, 1)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("closed");
        assertThat(outside(COUNT)).isZero();
    }

    @Test
    void cannotBeUsedFromAnotherThread() throws Exception {
        database().transaction(WRITING, transaction -> {
            Connection connection = transaction.connection();
            String owner = Thread.currentThread().getName();
            assertThat(Workers.failure(inBackground(transaction::connection)))
                    .isInstanceOf(TransactionException.class)
                    .hasMessageContaining(owner);
            assertThat(Workers.failure(inBackground(() -> connection.prepareStatement("select 1"))))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(owner);
            insert(transaction, 1);
            return true;
        });
        assertThat(outside(COUNT)).isEqualTo(1);
    }

    @Test
    void isNotJoinedByTheDataSource() throws SQLException {
        database().transaction(READING, transaction -> {
            try (Connection other = database().dataSource().getConnection()) {
                assertThat(other.getAutoCommit()).isTrue();
                assertThat(Jdbc.number(other, COUNT)).isZero();
            }
            return true;
        });
    }

    @Test
    void neverCallsARollbackASuccess() throws SQLException {
        Throwable thrown = catchThrowable(() -> database().transaction(WRITING, transaction -> {
            insert(transaction, 1);
            Throwable swallowed = catchThrowable(() -> insert(transaction, 1));
            assertThat(meaning(swallowed)).isInstanceOf(ConstraintViolationException.class);
            return true;
        }));
        // PostgreSQL can only roll back after a failed statement, and answers to a commit as if it had been one.
        boolean onlyRollback = testDatabase().kind() == DatabaseKind.POSTGRES;
        assertThat(thrown != null).as("the commit failed: %s", thrown).isEqualTo(onlyRollback);
        assertThat(outside(COUNT)).isEqualTo(onlyRollback ? 0 : 1);
        assertUsable();
    }

    @Test
    void tellsTheRefusalOfADeferredConstraintAtTheCommit() throws SQLException {
        Kept<Boolean> returned = new Kept<>();
        Throwable thrown = catchThrowable(() -> database().transaction(WRITING, transaction -> {
            insert(transaction, 1);
            Jdbc.run(transaction.connection(), "insert into entry values (2, 99)");
            returned.set(true);
            return true;
        }));
        ConstraintViolationException violation = (ConstraintViolationException) meaning(thrown);
        assertThat(violation.kind()).isEqualTo(ConstraintViolationException.Kind.FOREIGN_KEY);
        // MySQL and MariaDB have no deferred constraints: there the statement itself is refused.
        assertThat(returned.isSet()).isEqualTo(dialect().defersConstraints());
        assertThat(outside(COUNT)).isZero();
        assertUsable();
    }
}
