package dev.cormorant.testing.junit;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.guard.Guard;
import dev.cormorant.testing.guard.GuardSettings;
import dev.cormorant.testing.guard.Rule;
import dev.cormorant.testing.reset.CleanDatabase;
import dev.cormorant.testing.reset.CleanDatabases;
import dev.cormorant.testing.reset.Reset;
import dev.cormorant.testing.server.ServerKind;
import dev.cormorant.testing.server.TestServers;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the tests of a class share on one database: where their databases come from and, for some, the database itself. */
final class ClassScope implements AutoCloseable {

    final DatabaseExtension extension;
    final Plan plan;
    private final ExtensionContext context;
    private final CleanDatabases databases;
    private final boolean shared;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CleanDatabase database;
    private @Nullable Guard guard;
    private boolean untouched;

    ClassScope(ExtensionContext context, DatabaseExtension extension) {
        this.extension = extension;
        this.plan = extension.plan;
        this.context = context;
        this.shared = plan.reset() == Reset.NONE || Scopes.hasOneInstance(context);
        requireServer(extension.kind);
        this.databases = Templates.of(context, extension.kind, plan);
    }

    /** A server that is missing skips, or fails, the class and not one test after the other. */
    private static void requireServer(DatabaseKind kind) {
        if (kind != DatabaseKind.SQLITE) {
            TestServers.get(ServerKind.valueOf(kind.name()));
        }
    }

    /** {@return whether a nested class needs a database of its own: it has one instance, and its outer class one for each test} */
    boolean isForOther(ExtensionContext ofClass) {
        return !shared && context != ofClass && Scopes.hasOneInstance(ofClass);
    }

    /** {@return whether all tests have one database} */
    boolean isShared() {
        return shared;
    }

    /** {@return the database that all tests have, for methods before and after them} */
    CleanDatabase database() {
        return take(false);
    }

    /** {@return a clean database for a test: its own, or the one of the class} */
    CleanDatabase takeForTest() {
        return shared ? take(true) : databases.take(plan.reset());
    }

    private CleanDatabase take(boolean forTest) {
        lock.lock();
        try {
            CleanDatabase taken = database;
            if (taken == null) {
                taken = databases.take(plan.reset());
                database = taken;
                guard = plan.reset() == Reset.NONE ? watch(taken) : null;
            } else if (forTest && !untouched) {
                taken.reset();
            }
            untouched = false;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Where tests may run in parallel on one database, nobody knows which of them has left a connection. */
    private Guard watch(CleanDatabase taken) {
        GuardSettings settings =
                Annotations.allowed(plan.guard(), context).without(Rule.THREAD).without(Rule.REPEATED_STATEMENT);
        return Guard.start(taken.orm().database(), settings);
    }

    @Override
    public void close() {
        CleanDatabase taken = database;
        if (taken == null) {
            return;
        }
        try (taken) {
            Guard watching = guard;
            if (watching != null) {
                watching.close();
            }
        }
    }
}
