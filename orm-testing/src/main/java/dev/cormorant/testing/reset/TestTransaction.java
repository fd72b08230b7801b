package dev.cormorant.testing.reset;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.service.Registration;
import dev.cormorant.core.transaction.OpenTransaction;
import dev.cormorant.core.transaction.Transaction;
import dev.cormorant.core.transaction.TransactionOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The transaction around a test: checked as a commit would check it, and rolled back. Belongs to the thread of the test. */
final class TestTransaction {

    private static final String NAME = "test";
    private static final int MOST_NAMED = 10;

    /** A transaction around a whole test may stand in a debugger for long. */
    private static final Duration LONGEST_TEST = Duration.ofHours(1);

    private final Database database;
    private final OpenTransaction open;
    private final Connection connection;
    private final Savepoint start;
    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private final Registration telling;
    private final Thread owner = Thread.currentThread();

    TestTransaction(Database database) {
        this.database = database;
        this.telling = database.monitor().onStatement(this::note);
        this.open = database.transactions()
                .open(TransactionOptions.readWrite().named(NAME).timeout(LONGEST_TEST));
        try {
            this.connection = current().connection();
            this.start = connection.setSavepoint();
        } catch (SQLException failed) {
            OrmException meaning =
                    database.translate(failed, FailedOperation.of("begin the transaction of a test", database.label()));
            telling.close();
            open.rollback(meaning);
            throw meaning;
        }
    }

    private void note(String sql) {
        Thread thread = Thread.currentThread();
        if (thread != owner && others.size() < MOST_NAMED) {
            others.add("thread " + thread.getName() + ": " + database.monitor().shapeOf(sql));
        }
    }

    private Transaction current() {
        return database.currentTransaction()
                .orElseThrow(() -> new IllegalStateException("the transaction of the test belongs to another thread"));
    }

    void runAfterCommitHooks() {
        current();
        forceConstraints();
        open.runAfterCommitHooks();
    }

    /** What a commit would check and a rollback does not. MySQL and MariaDB check nothing so late. */
    private void forceConstraints() {
        try {
            if (database.driver().equals("postgres")) {
                Jdbc.run(connection, "set constraints all immediate", "set constraints all deferred");
            } else if (database.driver().equals("sqlite")
                    && Jdbc.text(connection, "pragma foreign_keys").equals("1")) {
                refuseDangling(Jdbc.rows(connection, "pragma foreign_key_check"));
            }
        } catch (SQLException failed) {
            // 25P02: a statement has failed before, and there is nothing to commit.
            if (!"25P02".equals(failed.getSQLState())) {
                throw database.translate(failed, operation());
            }
        }
    }

    private FailedOperation operation() {
        return FailedOperation.of("check the constraints at the end of the test", database.label());
    }

    private void refuseDangling(List<List<String>> found) {
        if (!found.isEmpty()) {
            String tables =
                    found.get(0).get(0) + " refers to no row of " + found.get(0).get(2);
            throw new ConstraintViolationException(
                    operation().message("a row of " + tables),
                    ConstraintViolationException.Kind.FOREIGN_KEY,
                    null,
                    null);
        }
    }

    /**
     * Rolls it back.
     *
     * @param changed looks for what is not as it was, after the rollback
     */
    void end(Supplier<List<String>> changed) {
        RuntimeException violated = null;
        boolean committed = false;
        current();
        try {
            forceConstraints();
        } catch (RuntimeException failed) {
            violated = failed;
        }
        try {
            connection.rollback(start);
        } catch (SQLException noSuchSavepoint) {
            committed = true;
        }
        telling.close();
        open.rollback(new CancellationException("the test has ended"));
        List<String> left = changed.get();
        if (committed || !left.isEmpty()) {
            AssertionError error = new AssertionError(message(committed, left));
            if (violated != null) {
                error.addSuppressed(violated);
            }
            throw error;
        }
        if (violated != null) {
            throw violated;
        }
    }

    private String message(boolean committed, List<String> left) {
        String why = committed
                ? "a statement has ended its transaction, as definitions do on MySQL and MariaDB"
                : "other threads or connections have written";
        return "the rollback of the test has not undone all: " + why
                + (left.isEmpty() ? "" : "; not as before: " + String.join(", ", left))
                + (others.isEmpty() ? "" : "; statements of others: " + String.join(", ", others));
    }
}
