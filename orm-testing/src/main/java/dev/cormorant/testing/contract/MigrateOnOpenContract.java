package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cormorant.core.Database;
import dev.cormorant.core.DatabaseHandle;
import dev.cormorant.core.Databases;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Migrating as a database is opened: before anybody gets it, once, and if it fails nobody gets it and nothing is left. */
@Tag("migrations")
public abstract class MigrateOnOpenContract extends DatabaseContract {

    private static final String SCRIPTS = "classpath:dev/cormorant/testing/contract/migration";
    private static final String FAILING = "classpath:dev/cormorant/testing/contract/failing";
    private static final int BUDGET = 6;
    private static final int AT_ONCE = 4;

    private TestDatabase fresh;

    /** For subclasses of the driver modules. */
    protected MigrateOnOpenContract() {}

    @BeforeEach
    final void makeOne() {
        fresh = newDatabase();
    }

    @AfterEach
    final void removeIt() {
        fresh.close();
    }

    private DatabaseConfig target() {
        return config().withDatabase(fresh.name()).withName("on-open");
    }

    @Test
    void handsOutADatabaseThatIsMigrated() {
        try (Orm orm = Orm.open(target(), Migrator.onOpen(SCRIPTS))) {
            assertThat(orm.fetchOne(Sql.of("select count(*) from shelf"), Long.class))
                    .contains(3L);
        }
    }

    @Test
    void failsToOpenWithNothingLeftIfAMigrationFails() {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> Orm.open(target(), Migrator.onOpen(FAILING)))
                .withMessageContaining("V2__broken.sql");
        assertThat(fresh.serverSessions()).isZero();
        try (Databases set = Databases.withBudget(BUDGET).onOpen(Migrator.onOpen(FAILING))) {
            assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> set.open(target()));
            assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> set.open(target()));
            assertThat(set.stats().budget().open()).isZero();
        }
    }

    @Test
    void migratesOnceWhoeverAsks() throws Exception {
        AtomicInteger prepared = new AtomicInteger();
        try (Databases set = Databases.withBudget(BUDGET).onOpen(database -> {
            prepared.incrementAndGet();
            Migrator.onOpen(SCRIPTS).accept(database);
        })) {
            List<Future<Long>> askers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                askers.add(inBackground(() -> rows(set)));
            }
            for (Future<Long> asker : askers) {
                assertThat(Workers.result(asker)).isEqualTo(3L);
            }
        }
        assertThat(prepared).hasValue(1);
    }

    private long rows(Databases set) throws Exception {
        try (DatabaseHandle handle = set.open(target())) {
            Database database = handle.database();
            return Orm.over(database)
                    .fetchOne(Sql.of("select count(*) from shelf"), Long.class)
                    .orElseThrow();
        }
    }

    @Test
    void refusesALocationOfAnotherFormAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> Migrator.onOpen("db/migration"));
    }
}
