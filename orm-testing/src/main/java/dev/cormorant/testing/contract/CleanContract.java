package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.DriftOptions;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.schema.ObjectKind;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Emptying a database: only one that is marked, is of this machine, and is named. */
@Tag("migrations")
public abstract class CleanContract extends DatabaseContract {

    private static final String SCRIPTS = "classpath:dev/cormorant/testing/contract/migration";

    /** For subclasses of the driver modules. */
    protected CleanContract() {}

    private static String name(TestDatabase database) {
        return database.kind() == DatabaseKind.SQLITE ? "test.db" : database.name();
    }

    @Test
    void dropsEverythingOnlyIfMarkedAndNamed() {
        try (TestDatabase fresh = newDatabase();
                Database database = Database.open(config().withDatabase(fresh.name()))) {
            Migrator migrator = Migrator.of(database).locations(EveryKindOfObject.locations(fresh.kind()));
            migrator.migrate();
            String before = migrator.snapshot().fingerprint();
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> migrator.clean(name(fresh)))
                    .withMessageContaining("not marked as disposable");
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> migrator.markDisposable("another"))
                    .withMessageContaining("its name is");
            migrator.markDisposable(name(fresh));
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> migrator.clean("another"))
                    .withMessageContaining("its name is");
            assertThat(migrator.snapshot().fingerprint()).isEqualTo(before);
            migrator.clean(name(fresh));
            assertThat(migrator.snapshot().objects())
                    .noneMatch(object -> object.name().contains("shelf"));
            assertThat(migrator.info().version()).isEmpty();
            Migrator again = Migrator.of(database).locations(SCRIPTS);
            assertThat(again.migrate().applied()).isNotEmpty();
            assertThat(again.drift(DriftOptions.standard().withIgnored("other*"))
                            .isClean())
                    .isTrue();
            migrator.clean(name(fresh));
            assertThat(migrator.snapshot().objects()).noneMatch(object -> object.kind() == ObjectKind.VIEW);
        }
    }

    @Test
    void neverTouchesADatabaseThatIsReachedByAnotherHost() {
        if (testDatabase().kind() == DatabaseKind.SQLITE) {
            assertThat(Migrator.of(database()).snapshot().objects()).isEmpty();
            return;
        }
        // The same server by a name for this machine that might as well be another one.
        String url = testDatabase().jdbcUrl().replaceFirst("//(localhost|127\\.0\\.0\\.1)", "//127.1");
        try (Database far = Database.open(DatabaseConfig.of(url, Preset.TEST)
                .withUser(testDatabase().user())
                .withPassword(testDatabase().password()))) {
            assertThatExceptionOfType(MigrationException.class)
                    .isThrownBy(() -> Migrator.of(far).markDisposable(name(testDatabase())))
                    .withMessageContaining("on another machine");
        }
    }
}
