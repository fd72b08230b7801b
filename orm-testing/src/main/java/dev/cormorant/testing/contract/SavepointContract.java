package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.TransactionException;
import dev.cormorant.core.transaction.Transaction;
import dev.cormorant.core.transaction.TransactionOptions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transaction inside a transaction is a savepoint: what it undoes, what it leaves, and what it may not be. */
public abstract class SavepointContract extends DatabaseContract {

    private static final TransactionOptions WRITING =
            TransactionOptions.readWrite().named("ledger");
    private static final TransactionOptions READING =
            TransactionOptions.reading().named("report");
    private static final String COUNT = "select count(*) from entry";

    /** For subclasses of the driver modules. */
    protected SavepointContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(connection, "create table entry (id bigint primary key)");
    }

    @BeforeEach
    final void emptyTheTable() throws SQLException {
        run("delete from entry");
    }

    private static void insert(Transaction transaction, long id) throws SQLException {
        Jdbc.run(transaction.connection(), "insert into entry values (" + id + ")");
    }

    @Test
    void keepsWhatANestedCallbackDid() throws SQLException {
        database().transaction(WRITING, outer -> {
            insert(outer, 1);
            database().transaction(WRITING, inner -> {
                assertThat(inner.depth()).isEqualTo(2);
                insert(inner, 2);
                return true;
            });
            assertThat(outer.depth()).isEqualTo(1);
            return true;
        });
        assertThat(outside(COUNT)).isEqualTo(2);
    }

    @Test
    void undoesOnlyTheNestedCallbackThatThrew() throws SQLException {
        database().transaction(WRITING, outer -> {
            insert(outer, 1);
            assertThatThrownBy(() -> database().transaction(WRITING, inner -> {
                        insert(inner, 2);
                        throw new IOException("inner");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("inner");
            insert(outer, 3);
            return true;
        });
        assertThat(outside(COUNT)).isEqualTo(2);
        assertThat(outside("select count(*) from entry where id = 2")).isZero();
    }

    @Test
    void goesOnAfterAStatementThatFailedInANestedCallback() throws SQLException {
        database().transaction(WRITING, outer -> {
            insert(outer, 1);
            Throwable thrown = catchThrowable(() -> database().transaction(WRITING, inner -> {
                insert(inner, 1);
                return true;
            }));
            assertThat(meaning(thrown)).isInstanceOf(ConstraintViolationException.class);
            insert(outer, 2);
            return true;
        });
        assertThat(outside(COUNT)).isEqualTo(2);
    }

    @Test
    void refusesAWritingOneInsideAReadOnlyOne() {
        assertThatExceptionOfType(TransactionException.class)
                .isThrownBy(() ->
                        database().transaction(READING, outer -> database().transaction(WRITING, inner -> "never")))
                .withMessageContaining("ledger")
                .withMessageContaining("report");
    }

    @Test
    void marksTheWholeTransactionFromInside() throws SQLException {
        database().transaction(WRITING, outer -> {
            insert(outer, 1);
            return database().transaction(WRITING, inner -> {
                inner.setRollbackOnly();
                return true;
            });
        });
        assertThat(outside(COUNT)).isZero();
    }

    @Test
    void undoesEachOfManyLevelsByItself() throws SQLException {
        database().transaction(WRITING, outer -> {
            insertNested(1, 10);
            return true;
        });
        assertThat(outside(COUNT)).isEqualTo(5);
        assertThat(outside("select max(id) from entry")).isEqualTo(5);
    }

    /** Goes one level deeper with each row; the sixth level throws after all deeper ones are done. */
    private void insertNested(long id, long last) throws SQLException {
        Throwable thrown = catchThrowable(() -> database().transaction(WRITING, level -> {
            insert(level, id);
            if (id < last) {
                insertNested(id + 1, last);
            }
            if (id == 6) {
                throw new IOException("level 6");
            }
            return true;
        }));
        assertThat(thrown != null).isEqualTo(id == 6);
    }
}
