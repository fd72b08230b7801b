package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.entity.CreatedAt;
import dev.cormorant.sql.entity.EntityOptions;
import dev.cormorant.sql.entity.UpdatedAt;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.fault.FaultyDataSource;
import dev.cormorant.testing.fault.FaultyDrivers;
import dev.cormorant.testing.fault.FullDisk;
import dev.cormorant.testing.fault.MovableClock;
import dev.cormorant.testing.fault.ReadOnlyMode;
import dev.cormorant.testing.fault.Slowdown;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faults that applications bring about on a database: each is met as its real like, and gone when it is closed. */
public abstract class FaultKitContract extends OrmContract {

    private static final String PASSWORD = "Fault-k1t";

    /** For subclasses of the driver modules. */
    protected FaultKitContract() {}

    @Table(name = "stamped")
    record Stamped(@Id long id, String name, @CreatedAt Instant createdAt, @UpdatedAt Instant updatedAt) {}

    @Override
    void createTables(Connection connection) throws SQLException {
        String time = dialect().isMysqlFamily()
                ? "datetime(6)"
                : testDatabase().kind() == DatabaseKind.POSTGRES ? "timestamptz" : "text";
        Jdbc.run(
                connection,
                "create table note (id bigint primary key, words varchar(3000))",
                "create table stamped (id bigint primary key, name varchar(20), created_at " + time + ", updated_at "
                        + time + ")");
        if (dialect().isMysqlFamily()) {
            Account.of(testDatabase()).create(connection, PASSWORD);
        }
    }

    @AfterAll
    final void removeTheLogin() throws SQLException {
        if (dialect().isMysqlFamily()) {
            Account.of(testDatabase()).drop();
        }
    }

    /** MariaDB lets administrators write to a server that is read-only. */
    @Override
    DatabaseConfig configure(DatabaseConfig defaults) {
        return dialect().isMysqlFamily()
                ? defaults.withUser(Account.of(testDatabase()).name()).withPassword(PASSWORD)
                : defaults;
    }

    @BeforeEach
    final void empty() throws SQLException {
        run("delete from note", "delete from stamped");
    }

    private void write(int id) {
        orm().execute(Sql.of("insert into note (id) values (:id)").bind("id", id));
    }

    @Test
    void refusesWritesWhileItIsReadOnly() throws SQLException {
        write(1);
        try (ReadOnlyMode mode = ReadOnlyMode.of(testDatabase())) {
            assertThat(mode).isNotNull();
            database().rotate();
            // On PostgreSQL the sessions were ended, which the first use of each may still meet.
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(catchThrowable(() -> write(2)))
                    .isInstanceOf(ReadOnlyException.class));
            assertThat(number("select count(*) from note")).isEqualTo(1);
        }
        database().rotate();
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> write(3));
        assertThat(number("select sum(id) from note")).isEqualTo(4);
    }

    @Test
    void slowsCommitsAndWritesBelowThePool() {
        FaultyDrivers drivers = FaultyDrivers.forConfig(config());
        FaultyDataSource faulty = FaultyDataSource.of(drivers.connections());
        Database slow = closedAfterTheTest(Database.open(config(), drivers.through(faulty)));
        Orm orm = Orm.over(slow);
        Duration wait = Duration.ofMillis(120);
        faulty.slowDown(Slowdown.none().commits(wait));
        assertThat(took(() -> orm.transaction(tx -> orm.execute(Sql.of("delete from note where id = 1")))))
                .isGreaterThanOrEqualTo(wait);
        faulty.slowDown(Slowdown.none().writes(wait).reads(wait));
        assertThat(took(() -> orm.transaction(tx -> {
                    orm.execute(Sql.of("delete from note where id = 1"));
                    orm.fetch(Sql.of("select id from note"), Long.class);
                })))
                .isGreaterThanOrEqualTo(wait.multipliedBy(2));
        faulty.slowDown(Slowdown.none());
        assertThat(orm.fetchSingle(Sql.of("select count(*) from note"), Long.class))
                .isZero();
    }

    private static Duration took(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void takesTheTimeOfEntitiesFromAClockThatIsMoved() {
        Instant begin = Instant.parse("2030-01-01T00:00:00Z");
        MovableClock clock = MovableClock.at(begin);
        Orm orm = Orm.over(database(), EntityOptions.defaults().withClock(clock));
        Stamped made = orm.entities(Stamped.class).insert(new Stamped(1, "a", Instant.EPOCH, Instant.EPOCH));
        assertThat(made.createdAt()).isEqualTo(begin);
        clock.advance(Duration.ofDays(3));
        Stamped changed = orm.entities(Stamped.class).update(new Stamped(1, "b", made.createdAt(), made.updatedAt()));
        assertThat(changed.updatedAt()).isEqualTo(begin.plus(Duration.ofDays(3)));
        assertThat(orm.entities(Stamped.class).find(1L)).hasValue(changed);
    }

    @Test
    void fillsTheDiskWhereAFileHasALimit() throws SQLException {
        orm().transaction(transaction -> {
            if (testDatabase().kind() != DatabaseKind.SQLITE) {
                assertThat(catchThrowable(() -> FullDisk.of(transaction.connection())))
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining("inject the error");
                return;
            }
            Throwable full;
            try (FullDisk disk = FullDisk.of(transaction.connection())) {
                assertThat(disk).isNotNull();
                full = catchThrowable(() -> {
                    for (int id = 10; id < 100; id++) {
                        orm().execute(Sql.of("insert into note values (:id, :words)")
                                .bind("id", id)
                                .bind("words", "x".repeat(3000)));
                    }
                });
            }
            assertThat(full).isInstanceOf(OrmException.class).hasMessageContaining("the disk is full");
            transaction.setRollbackOnly();
        });
        write(1);
        assertThat(number("select count(*) from note")).isEqualTo(1);
    }
}
