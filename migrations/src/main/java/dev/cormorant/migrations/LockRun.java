package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.core.error.MigrationLockException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.migrations.internal.lock.LockSession;
import dev.cormorant.migrations.internal.lock.LockWaitException;
import dev.cormorant.migrations.internal.lock.MigrationLock;
import dev.cormorant.migrations.internal.run.RunConnections;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The lock of migrations in our own terms. */
final class LockRun {

    private final Database database;
    private final MigrationLock.Place place;
    private final Duration wait;
    private final DataSource connections;
    private @Nullable MigrationLock held;

    LockRun(Database database, MigrationOptions options, Duration wait, DataSource connections) {
        this.database = database;
        this.wait = wait;
        this.place = new MigrationLock.Place(database.driver(), options.schema(), options.historyTable());
        this.connections = connections;
    }

    /** Does something while no other run can do anything; within such work it has the lock already. */
    <T> T locked(String attempted, Supplier<T> work) {
        if (held != null) {
            return work.get();
        }
        try (MigrationLock lock = take(attempted)) {
            held = lock;
            return work.get();
        } finally {
            held = null;
        }
    }

    /** {@return the connections of a run, of which the session that has the lock is the first, where it is one} */
    RunConnections connections(DataSource source) {
        return new RunConnections(source, database.driver().equals("sqlite"), held);
    }

    private MigrationLock take(String attempted) {
        try {
            return MigrationLock.take(place, connections, wait);
        } catch (LockWaitException notFree) {
            throw new MigrationLockException(
                    FailedOperation.of(attempted, database.label()).message(String.valueOf(notFree.getMessage())),
                    notFree);
        } catch (SQLException | IOException failed) {
            throw failure(attempted, failed);
        }
    }

    LockStatus status() {
        String attempted = "look for the lock of migrations";
        try {
            return new LockStatus(
                    database.label(), MigrationLock.holder(place, connections).map(LockRun::holder));
        } catch (SQLException | IOException failed) {
            throw failure(attempted, failed);
        }
    }

    private static LockHolder holder(LockSession session) {
        return new LockHolder(
                session.id(),
                session.account(),
                session.client(),
                session.application(),
                session.since(),
                session.statement(),
                session.running());
    }

    private OrmException failure(String attempted, Exception failed) {
        FailedOperation operation = FailedOperation.of(attempted, database.label());
        return failed instanceof SQLException sql
                ? database.translate(sql, operation)
                : new MigrationException(
                        operation.message(
                                "the file of the lock beside the database cannot be used: " + failed.getMessage()),
                        failed);
    }
}
