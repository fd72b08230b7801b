package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.DriftOptions;
import dev.cormorant.migrations.DriftResult;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.schema.SchemaDifference;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.EveryKindOfObject.HandChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drift: what was changed by hand is named, a clean schema has none, and no throwaway database stays. */
@Tag("migrations")
public abstract class DriftContract extends DatabaseContract {

    private static final String WEAK = "weak-1";

    private TestDatabase fresh;
    private Database migrated;
    private List<String> before = List.of();

    /** For subclasses of the driver modules. */
    protected DriftContract() {}

    @BeforeEach
    final void migrate() throws SQLException, IOException {
        before = throwawayDatabases();
        fresh = newDatabase();
        migrated = Database.open(configOf(fresh));
        migrator().migrate();
    }

    @AfterEach
    final void leaveNoThrowawayDatabase() throws SQLException, IOException {
        migrated.close();
        fresh.close();
        // Those of other tests on the same machine come and go; one that was left stays.
        await().atMost(Duration.ofSeconds(20)).until(() -> before.containsAll(throwawayDatabases()));
    }

    private DatabaseConfig configOf(TestDatabase other) {
        return config().withDatabase(other.name()).withName("drift");
    }

    private Migrator migrator() {
        return Migrator.of(migrated)
                .locations(EveryKindOfObject.locations(testDatabase().kind()));
    }

    private String[] with(Path folder) {
        String[] here = EveryKindOfObject.locations(testDatabase().kind());
        return Stream.concat(Stream.of(here), Stream.of("filesystem:" + folder)).toArray(String[]::new);
    }

    private void byHand(List<String> statements) throws SQLException {
        try (Connection connection = migrated.connection(Access.WRITE, "by hand")) {
            Jdbc.run(connection, statements.toArray(String[]::new));
        }
    }

    private List<String> throwawayDatabases() throws SQLException, IOException {
        if (testDatabase().kind() == DatabaseKind.SQLITE) {
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.startsWith("cormorant_throwaway"))
                        .toList();
            }
        }
        String names = testDatabase().kind() == DatabaseKind.POSTGRES
                ? "select datname from pg_database where datname like 'cormorant_throwaway%'"
                : "select schema_name from information_schema.schemata where schema_name like 'cormorant_throwaway%'";
        try (Connection connection = testDatabase().connect()) {
            return Jdbc.texts(connection, names);
        }
    }

    @Test
    void namesEveryObjectThatWasChangedByHand() throws SQLException {
        assertThat(migrator().drift(DriftOptions.standard()).differences()).isEmpty();
        List<HandChange> changes =
                EveryKindOfObject.changes(migrated, testDatabase().kind());
        for (HandChange change : changes) {
            byHand(change.statements());
        }
        DriftResult drift = migrator().drift(DriftOptions.standard());
        assertThat(drift.isClean()).isFalse();
        assertThat(drift.differences())
                .extracting(SchemaDifference::title)
                .containsAll(changes.stream().map(HandChange::title).toList());
        assertThat(migrator().drift(DriftOptions.standard().withIgnored("*")).isClean())
                .isTrue();
    }

    @Test
    void doesNotExpectWhatIsPending(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("V7__later.sql"), "create table later (id bigint)");
        Files.writeString(folder.resolve("R__view.sql"), "create view early as select 1 as one");
        DriftResult drift = Migrator.of(migrated).locations(with(folder)).drift(DriftOptions.standard());
        assertThat(drift.differences()).isEmpty();
        assertThat(drift.pending()).hasSize(2);
    }

    @Test
    void refusesAScriptThatReachesBeyondTheDatabase(@TempDir Path folder) throws IOException {
        String reaching =
                switch (testDatabase().kind()) {
                    case SQLITE -> "attach database 'other.db' as other";
                    case POSTGRES -> "drop role if exists somebody_else";
                    default -> "drop table if exists `" + fresh.name() + "`.city";
                };
        Files.writeString(folder.resolve("V7__far.sql"), "select 1;\n\n" + reaching + ";\n");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> Migrator.of(migrated).locations(with(folder)).drift(DriftOptions.standard()))
                .withMessageContaining("V7__far.sql, line 3");
    }

    @Test
    void removesTheThrowawayDatabaseWhenAScriptFailsInIt(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("V1__needs_more.sql"), "insert into outside_of_scripts values (1)");
        try (TestDatabase other = newDatabase();
                Database database = Database.open(configOf(other))) {
            try (Connection connection = database.connection(Access.WRITE, "by hand")) {
                Jdbc.run(connection, "create table outside_of_scripts (id bigint)");
            }
            Migrator migrator = Migrator.of(database).locations("filesystem:" + folder);
            migrator.baseline("0", "by hand");
            migrator.migrate();
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> migrator.drift(DriftOptions.standard()))
                    .withMessageContaining("V1__needs_more.sql");
        }
    }

    @Test
    void saysSoWhenTheAccountMayNotMakeADatabase() throws SQLException {
        if (testDatabase().kind() == DatabaseKind.SQLITE) {
            assertThat(migrator().drift(DriftOptions.standard()).isClean()).isTrue();
            return;
        }
        // An ordinary account of PostgreSQL may not read what another one has made.
        try (TestDatabase empty = newDatabase()) {
            refusesTheAccountOf(testDatabase().kind() == DatabaseKind.POSTGRES ? empty : fresh);
        }
    }

    private void refusesTheAccountOf(TestDatabase place) throws SQLException {
        Account weak = Account.of(place);
        try (Connection administrator = place.connect()) {
            weak.create(administrator, WEAK);
        }
        DatabaseConfig as = configOf(place).withUser(weak.name()).withPassword(WEAK);
        try (Database database = Database.open(as)) {
            Migrator migrator = Migrator.of(database)
                    .locations(EveryKindOfObject.locations(testDatabase().kind()));
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> migrator.drift(DriftOptions.standard()))
                    .withMessageContaining("may not create a database");
            DriftOptions elsewhere = DriftOptions.standard().withThrowawayServer(config());
            assertThat(migrator.drift(elsewhere).differences()).isEmpty();
        } finally {
            weak.drop();
        }
    }
}
