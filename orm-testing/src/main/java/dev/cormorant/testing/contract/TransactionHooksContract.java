package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.error.DeadlockException;
import dev.cormorant.core.error.TransactionException;
import dev.cormorant.core.transaction.Transaction;
import dev.cormorant.core.transaction.TransactionOptions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done after a commit and after a rollback: once, in order, and without a say in the outcome. */
public abstract class TransactionHooksContract extends DatabaseContract {

    private static final TransactionOptions WRITING =
            TransactionOptions.readWrite().named("hooked");
    private static final String COUNT = "select count(*) from entry";

    private final List<String> done = new ArrayList<>();

    /** For subclasses of the driver modules. */
    protected TransactionHooksContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table entry (id bigint primary key)");
    }

    @BeforeEach
    final void emptyTheTable() throws SQLException {
        done.clear();
        run("delete from entry");
    }

    private void hook(Transaction transaction, String name) {
        transaction.afterCommit(() -> done.add(name + " committed"));
        transaction.afterRollback(() -> done.add(name + " rolled back"));
    }

    @Test
    void runAfterTheCommitInOrder() {
        database().transaction(WRITING, transaction -> {
            hook(transaction, "a");
            hook(transaction, "b");
            assertThat(done).isEmpty();
            return true;
        });
        assertThat(done).containsExactly("a committed", "b committed");
    }

    @Test
    void runAfterTheRollback() {
        Throwable thrown = catchThrowable(() -> database().transaction(WRITING, transaction -> {
            hook(transaction, "a");
            throw new IOException("no");
        }));
        assertThat(thrown).isInstanceOf(IOException.class);
        assertThat(done).containsExactly("a rolled back");
    }

    @Test
    void mayUseTheDatabaseBecauseTheConnectionIsBack() throws SQLException {
        database().transaction(WRITING, transaction -> {
            Jdbc.run(transaction.connection(), "insert into entry values (1)");
            transaction.afterCommit(() -> {
                assertThat(database().stats().connections().active()).isZero();
                done.add("saw "
                        + database().transaction(WRITING, next -> {
                            Throwable none =
                                    catchThrowable(() -> Jdbc.run(next.connection(), "insert into entry values (2)"));
                            return none == null ? "one row and wrote another" : none.toString();
                        }));
            });
            return true;
        });
        assertThat(done).containsExactly("saw one row and wrote another");
        assertThat(outside(COUNT)).isEqualTo(2);
    }

    @Test
    void changeNothingForTheCallerWhenTheyFail() throws SQLException {
        boolean result = database().transaction(WRITING, transaction -> {
            Jdbc.run(transaction.connection(), "insert into entry values (1)");
            transaction.afterCommit(() -> {
                throw new IllegalStateException("a hook that fails");
            });
            hook(transaction, "next");
            return true;
        });
        assertThat(result).isTrue();
        assertThat(done).containsExactly("next committed");
        assertThat(outside(COUNT)).isEqualTo(1);
    }

    @Test
    void ofAnUndoneSavepointAreThoseOfARollback() {
        database().transaction(WRITING, outer -> {
            hook(outer, "outer");
            Throwable thrown = catchThrowable(() -> database().transaction(WRITING, inner -> {
                hook(inner, "inner");
                throw new IOException("inner");
            }));
            assertThat(thrown).isInstanceOf(IOException.class);
            return database().transaction(WRITING, kept -> {
                hook(kept, "kept");
                return true;
            });
        });
        assertThat(done).containsExactly("inner rolled back", "outer committed", "kept committed");
    }

    @Test
    void ofEachTryRunOnce() {
        int[] tries = new int[1];
        database().transaction(WRITING.retries(2), transaction -> {
            int number = ++tries[0];
            hook(transaction, "try " + number);
            if (number < 3) {
                throw new DeadlockException("a test", null);
            }
            return true;
        });
        assertThat(done).containsExactly("try 1 rolled back", "try 2 rolled back", "try 3 committed");
    }

    @Test
    void areBoundedAndOnlyForTheRunningTransaction() {
        Kept<Transaction> kept = new Kept<>();
        database().transaction(WRITING, transaction -> {
            kept.set(transaction);
            for (int hook = 0; hook < 1000; hook++) {
                transaction.afterCommit(() -> done.add("one"));
            }
            assertThatIllegalStateException()
                    .isThrownBy(() -> transaction.afterCommit(() -> done.add("too many")))
                    .withMessageContaining("1000");
            return true;
        });
        assertThat(done).hasSize(1000).containsOnly("one");
        assertThatExceptionOfType(TransactionException.class)
                .isThrownBy(() -> kept.get().afterCommit(() -> done.add("late")))
                .withMessageContaining("ended");
    }
}
