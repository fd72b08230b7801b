package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.core.error.MigrationLockException;
import dev.cormorant.migrations.MigrationOptions;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.SeedResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seed data is run when somebody asks for it, once and again when it was changed, and has nothing to do with migrations. */
@Tag("migrations")
public abstract class SeedContract extends DatabaseContract {

    private Path folder;

    /** For subclasses of the driver modules. */
    protected SeedContract() {}

    @BeforeEach
    final void writeScripts(@TempDir Path temporary) throws SQLException, IOException {
        folder = temporary;
        run("drop table if exists country");
        run(RunnerTables.drops());
        Files.createDirectories(folder.resolve("scripts"));
        Files.createDirectories(folder.resolve("seed/sqlite"));
        Files.writeString(
                folder.resolve("scripts/V1__country.sql"),
                "create table country (code varchar(2) primary key, name varchar(40));");
        seed("R__1_countries.sql", "delete from country;\ninsert into country values ('de', 'Germany');");
        seed(
                "R__2_more.sql",
                "insert into country select '${code}', 'France' where not exists (select 1 from country where code = '${code}');");
    }

    private void seed(String name, String sql) throws IOException {
        Files.writeString(folder.resolve("seed").resolve(name), sql);
    }

    private Migrator migrator() {
        return migrator(database());
    }

    private Migrator migrator(Database database) {
        MigrationOptions options = MigrationOptions.standard()
                .withLocations("filesystem:" + folder.resolve("scripts"))
                .withPlaceholder("code", "fr");
        return Migrator.of(database).options(options);
    }

    private SeedResult seed() {
        return seed(migrator());
    }

    private SeedResult seed(Migrator migrator) {
        return migrator.seed("filesystem:" + folder.resolve("seed"));
    }

    @Test
    void runsWhatIsNewOrChangedAndOnlyWhenAsked() throws SQLException, IOException {
        migrator().migrate();
        assertThat(number("select count(*) from country")).isZero();
        String before = migrator().snapshot().fingerprint();
        assertThat(seed().applied()).containsExactly("R__1_countries.sql", "R__2_more.sql");
        assertThat(number("select count(*) from country")).isEqualTo(2);
        SeedResult again = seed();
        assertThat(again.applied()).isEmpty();
        assertThat(again.unchanged()).containsExactlyInAnyOrder("R__1_countries.sql", "R__2_more.sql");
        seed("R__2_more.sql", "insert into country values ('it', 'Italy');");
        assertThat(seed().applied()).containsExactly("R__2_more.sql");
        assertThat(number("select count(*) from country")).isEqualTo(3);
        assertThat(migrator().migrate().applied()).isEmpty();
        assertThat(migrator().validate().isValid()).isTrue();
        assertThat(migrator().info().migrations()).hasSize(1);
        assertThat(migrator().snapshot().fingerprint()).isEqualTo(before);
    }

    @Test
    void runsAScriptAgainThatFailedAndLeavesMigrationsAlone() throws SQLException, IOException {
        migrator().migrate();
        seed("R__2_more.sql", "insert into country values ('it', 'Italy');\ninsert into nowhere values (1);");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(this::seed)
                .withMessageContaining("R__2_more.sql");
        assertThat(migrator().interrupted()).isEmpty();
        assertThat(migrator().migrate().applied()).isEmpty();
        assertThat(number("select count(*) from country where code = 'it'")).isZero();
        seed("R__2_more.sql", "insert into country values ('it', 'Italy');");
        assertThat(seed().applied()).containsExactly("R__2_more.sql");
        Files.delete(folder.resolve("seed/R__1_countries.sql"));
        assertThat(seed().applied()).isEmpty();
    }

    @Test
    void waitsForOtherSeedDataAsLongAsItIsTold() throws Exception {
        migrator().migrate();
        Database other = open(config().withName("other"));
        try (StoppedRun<SeedResult> stopped = StoppedRun.start(migrator(other), 0, this::seed)) {
            assertThatExceptionOfType(MigrationLockException.class)
                    .isThrownBy(() -> seed(migrator().lockWait(Duration.ZERO)))
                    .withMessageContaining("lock-wait");
            assertThat(stopped.end().applied()).hasSize(2);
        }
        assertThat(seed(migrator().lockWait(Duration.ZERO)).applied()).isEmpty();
    }

    @Test
    void refusesASchemaThatWasNotMigratedAndLeavesItEmpty() throws SQLException {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(this::seed)
                .withMessageContaining("migrate first");
        assertThat(migrator().migrate().applied()).hasSize(1);
    }

    @Test
    void refusesVersions() throws IOException {
        seed("V1__first.sql", "insert into country values ('it', 'Italy');");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(this::seed)
                .withMessageContaining("V1__first.sql")
                .withMessageContaining("no versions");
    }
}
