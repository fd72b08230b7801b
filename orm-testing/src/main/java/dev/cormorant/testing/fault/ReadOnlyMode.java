package dev.cormorant.testing.fault;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A database that takes no writes, as the old primary in a failover or a mounted backup: reading goes on, and a write is a {@code
 * ReadOnlyException}. It lasts until it is closed, by whoever began it.
 *
 * <ul>
 *   <li>PostgreSQL: {@code default_transaction_read_only} of this database alone. Its open sessions are ended, when it begins and when
 *       it ends, since they would go on as they are.
 *   <li>MySQL: {@code super_read_only} of the whole server, for every account. MariaDB: {@code read_only} of the whole server, for every
 *       account without {@code READ ONLY ADMIN}, which that of the test database has: give the application one of its own. Tests that
 *       run beside it on the same server meet it too.
 *   <li>SQLite: the write version in the header of the file. Connections that are open do not look there again: open the
 *       application's afterwards, or call {@code Database.rotate()}, when it begins and when it ends.
 * </ul>
 *
 * <p>Safe for all threads; a second one at the same time on the same database is not for use.
 */
public final class ReadOnlyMode implements AutoCloseable {

    /** Offset of the write version in the header of a file of SQLite, which reads but does not write one above 2. */
    private static final int WRITE_VERSION = 18;

    private static final int TOO_NEW = 3;

    private final TestDatabase database;
    private final int before;
    private final AtomicBoolean ended = new AtomicBoolean();

    private ReadOnlyMode(TestDatabase database, int before) {
        this.database = database;
        this.before = before;
    }

    /**
     * Begins it.
     *
     * @param database the database; on MySQL and MariaDB with a server of whose accounts it has an administrator's
     * @return the mode; closed by the caller, after which the database takes writes again
     * @throws IllegalStateException if the database refuses it, or was read-only already; nothing is changed then
     */
    public static ReadOnlyMode of(TestDatabase database) {
        try {
            return new ReadOnlyMode(database, begin(database));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("cannot make " + database + " read-only: " + e.getMessage(), e);
        }
    }

    private static int begin(TestDatabase database) throws SQLException, IOException {
        if (database.kind() == DatabaseKind.SQLITE) {
            return sqlite(database);
        }
        try (Connection admin = database.connect()) {
            if (database.kind() == DatabaseKind.POSTGRES) {
                postgres(admin, database.name(), "on");
                return 0;
            }
            try (Statement statement = admin.createStatement();
                    ResultSet rows = statement.executeQuery("select @@global.read_only")) {
                if (rows.next() && rows.getInt(1) != 0) {
                    throw new IllegalStateException("the server of " + database + " is read-only already");
                }
            }
            run(
                    admin,
                    "set global " + (database.kind() == DatabaseKind.MYSQL ? "super_read_only" : "read_only") + " = 1");
            return 0;
        }
    }

    private static int sqlite(TestDatabase database) throws SQLException, IOException {
        // What is only in the log would bring an old header with it.
        try (Connection connection = database.connect()) {
            run(connection, "pragma wal_checkpoint(truncate)");
        }
        try (RandomAccessFile file = new RandomAccessFile(database.name(), "rw")) {
            file.seek(WRITE_VERSION);
            int before = file.read();
            if (before < 1 || before >= TOO_NEW) {
                throw new IOException(before < 0 ? "the file is empty yet" : "it is read-only already");
            }
            file.seek(WRITE_VERSION);
            file.write(TOO_NEW);
            return before;
        }
    }

    private static void postgres(Connection admin, String name, String value) throws SQLException {
        run(admin, "set default_transaction_read_only = off");
        run(
                admin,
                "alter database \"" + name.replace("\"", "\"\"") + "\" set default_transaction_read_only = " + value);
        try (PreparedStatement end = admin.prepareStatement(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = ? and pid <> pg_backend_pid()"
                        + " and backend_type = 'client backend'")) {
            end.setString(1, name);
            end.executeQuery().close();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Ends it; without effect the second time.
     *
     * @throws IllegalStateException if the database refuses it
     */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            try {
                end();
            } catch (SQLException | IOException e) {
                throw new IllegalStateException("cannot make " + database + " writable: " + e.getMessage(), e);
            }
        }
    }

    private void end() throws SQLException, IOException {
        if (database.kind() == DatabaseKind.SQLITE) {
            try (RandomAccessFile file = new RandomAccessFile(database.name(), "rw")) {
                file.seek(WRITE_VERSION);
                file.write(before);
            }
            return;
        }
        try (Connection admin = database.connect()) {
            if (database.kind() == DatabaseKind.POSTGRES) {
                postgres(admin, database.name(), "off");
            } else {
                // Takes super_read_only with it.
                run(admin, "set global read_only = 0");
            }
        }
    }
}
