package dev.cormorant.testing.junit;

import dev.cormorant.core.Database;
import dev.cormorant.testing.guard.Guard;
import dev.cormorant.testing.guard.GuardSettings;
import dev.cormorant.testing.guard.Rule;
import dev.cormorant.testing.guard.Statements;
import dev.cormorant.testing.reset.CleanDatabase;
import dev.cormorant.testing.reset.Reset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What one test has: its database, and the guard over it. Used by the thread of the test. */
final class TestScope implements AutoCloseable {

    private final ClassScope owner;
    private final CleanDatabase database;
    private final Guard guard;
    private final boolean besideOthers;
    private @Nullable Statements counted;
    private boolean closed;

    TestScope(ClassScope owner, ExtensionContext context) {
        this.owner = owner;
        this.besideOthers = owner.isShared() && runsInParallel(context);
        if (besideOthers && owner.plan.reset() != Reset.NONE) {
            throw new ExtensionConfigurationException(
                    "the tests of " + context.getRequiredTestClass().getName()
                            + " run in parallel and share one database, because the class has one instance for all of them"
                            + " (PER_CLASS): let them run one after the other, use PER_METHOD, or reset = NONE");
        }
        GuardSettings settings = Annotations.allowed(owner.plan.guard(), context);
        this.database = owner.takeForTest();
        try {
            this.guard = Guard.start(database.orm().database(), besideOthers ? alone(settings) : settings);
        } catch (RuntimeException failed) {
            giveBack();
            throw failed;
        }
    }

    private static boolean runsInParallel(ExtensionContext context) {
        return context.getExecutionMode() == ExecutionMode.CONCURRENT
                && context.getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
                        .map(Boolean::parseBoolean)
                        .orElse(false);
    }

    /** Only what can be told apart from that of the tests beside it; the rest is looked for after all of them. */
    private static GuardSettings alone(GuardSettings settings) {
        return settings.without(Rule.TRANSACTION)
                .without(Rule.CURSOR)
                .without(Rule.LEASE)
                .without(Rule.IDLE_CONNECTION);
    }

    CleanDatabase database() {
        return database;
    }

    /** {@return a connection that is closed after the test; in a transaction that is rolled back, its connection} */
    Connection connection() throws SQLException {
        return owner.plan.reset() == Reset.ROLLBACK
                ? database.dataSource().getConnection()
                : guard.lend(database.dataSource());
    }

    /** A dynamic test begins. */
    void nextPart() {
        guard.nextPart();
    }

    void beginCounting(ExtensionContext context) {
        Optional<Annotations.Expected> expected = Annotations.expected(context);
        if (expected.isPresent() && besideOthers) {
            throw new ExtensionConfigurationException("@ExpectStatements for " + context.getDisplayName()
                    + ": the tests of the class run in parallel on one database, so that nobody knows whose statements"
                    + " they are; let them run one after the other");
        }
        if (expected.isPresent()) {
            Database watched = database.orm().database();
            counted = Statements.of(watched);
        }
    }

    /** A test that has failed has its reason; what it did not come to do is none. */
    void endCounting(ExtensionContext context) {
        Statements ended = counted;
        if (ended != null) {
            ended.close();
            if (context.getExecutionException().isEmpty()) {
                Annotations.expected(context).ifPresent(expected -> ended.expect(expected.least(), expected.most()));
            }
        }
    }

    private void giveBack() {
        if (!owner.isShared()) {
            database.close();
        }
    }

    /** Ends the guard, which throws what it found, and gives the database back in any case. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (owner.isShared()) {
            guard.close();
            return;
        }
        try (database) {
            guard.close();
        }
    }
}
