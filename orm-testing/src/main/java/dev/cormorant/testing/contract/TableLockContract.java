package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.MigrationResult;
import dev.cormorant.migrations.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A script that needs a table which somebody else reads for long: it waits for a short time, lets others at the table, and tries again.
 * For databases with a server; SQLite has no locks of tables.
 */
@Tag("migrations")
public abstract class TableLockContract extends DatabaseContract {

    @TempDir
    private Path scripts;

    /** For subclasses of the driver modules. */
    protected TableLockContract() {}

    @BeforeEach
    final void makeTheTable() throws SQLException, IOException {
        run("drop table if exists shelf", "drop table if exists seen");
        run(RunnerTables.drops());
        write("V1__shelf.sql", "create table shelf (id int primary key);");
        migrator().migrate();
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    private Migrator migrator() {
        return Migrator.of(database()).locations("filesystem:" + scripts);
    }

    /** In seconds, of which one of PostgreSQL has parts. */
    private String limit() {
        return dialect().isMysqlFamily()
                ? "@@session.lock_wait_timeout"
                : "cast(extract(epoch from cast(current_setting('lock_timeout') as interval)) as int)";
    }

    private String shortLimit() {
        return dialect().isMysqlFamily()
                ? "set session lock_wait_timeout = 1;\n"
                : "set local lock_timeout = '200ms';\n";
    }

    /** Reads the table in a transaction that stays open. */
    private Connection reader() throws SQLException {
        Connection reader = testDatabase().connect();
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.executeQuery("select * from shelf").close();
        }
        return reader;
    }

    @Test
    void boundsTheWaitOfItsScriptsAloneAndNotWhereALimitIsSet() throws SQLException, IOException {
        long before = number("select " + limit());
        write("V2__seen.sql", "create table seen as select " + limit() + " as seconds;");
        write("V3__own.sql", limitOfOneMinute() + "insert into seen select " + limit() + ";");
        assertThat(migrator().migrate().applied()).hasSize(2);
        assertThat(number("select count(*) from seen where seconds = 5")).isOne();
        assertThat(number("select count(*) from seen where seconds = 60")).isOne();
        assertThat(number("select " + limit())).isEqualTo(before);
    }

    private String limitOfOneMinute() {
        return dialect().isMysqlFamily()
                ? "set session lock_wait_timeout = 60;\n"
                : "set local lock_timeout = '1min';\n";
    }

    @Test
    void triesAgainUntilTheTableIsFree() throws Exception {
        write("V2__colour.sql", shortLimit() + "alter table shelf add colour int;");
        try (Connection reader = reader();
                LogCapture log = LogCapture.start()) {
            Future<MigrationResult> run = inBackground(() -> migrator().migrate());
            await().until(() -> log.text().contains("it is tried again"));
            assertThat(run.isDone()).isFalse();
            reader.rollback();
            assertThat(Workers.result(run).applied()).hasSize(1);
        }
        assertThat(number("select count(colour) from shelf")).isZero();
        assertUsable();
    }

    @Test
    void givesUpAfterSomeTriesAndSaysSo() throws Exception {
        write("V2__colour.sql", shortLimit() + "alter table shelf add colour int;");
        try (Connection reader = reader();
                LogCapture log = LogCapture.start()) {
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> migrator().migrate())
                    .withMessageContaining("V2__colour.sql");
            assertThat(log.text()).contains("1 of 5 tries are left").doesNotContain("0 of 5 tries");
            reader.rollback();
        }
        assertThat(migrator().resume().migration().applied()).hasSize(1);
        assertUsable();
    }
}
