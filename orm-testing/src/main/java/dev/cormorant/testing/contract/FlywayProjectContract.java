package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.AppliedMigration;
import dev.cormorant.migrations.DriftOptions;
import dev.cormorant.migrations.FlywaySettings;
import dev.cormorant.migrations.MigrationOptions;
import dev.cormorant.migrations.MigrationStatus;
import dev.cormorant.migrations.Migrator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that was made for plain Flyway, with settings of its own, goes on unchanged, and back. */
@Tag("migrations")
public abstract class FlywayProjectContract extends DatabaseContract {

    @TempDir
    private Path scripts;

    private final Map<String, String> settings = new HashMap<>();

    /** For subclasses of the driver modules. */
    protected FlywayProjectContract() {}

    @BeforeEach
    final void writeProject() throws SQLException, IOException {
        run("drop view if exists labels", "drop table if exists shelf", "drop table if exists calls");
        run("drop table if exists schema_version");
        run(RunnerTables.drops());
        settings.clear();
        settings.putAll(Map.of(
                "flyway.locations", locations(),
                "flyway.table", "schema_version",
                "flyway.placeholderPrefix", "@@",
                "flyway.placeholderSuffix", "@@",
                "flyway.placeholders.owner", "app_s",
                "flyway.encoding", "ISO-8859-1",
                "flyway.sqlMigrationSuffixes", ".ddl,.sql",
                "flyway.baselineOnMigrate", "true",
                "flyway.baselineVersion", "0"));
        write("beforeMigrate.sql", "create table if not exists calls (id int);");
        write("afterEachMigrate.sql", "insert into calls values (1);");
        write("V1__shelf.ddl", "create table shelf (id int primary key, label varchar(20));");
        write("V2__fill.sql", "insert into shelf values (1, '@@owner@@');\ninsert into shelf values (2, 'K\u00f6ln');");
        write("R__labels.sql", "create view labels as select label from shelf where label <> '@@owner@@';");
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql, StandardCharsets.ISO_8859_1);
    }

    private String locations() {
        return "filesystem:" + scripts + ",classpath:dev/cormorant/testing/contract/project";
    }

    private Flyway plainFlyway(String... more) {
        Map<String, String> all = new HashMap<>(settings);
        for (String setting : more) {
            all.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        // On SQLite not through ours: with callbacks plain Flyway writes over two connections.
        FluentConfiguration flyway = Flyway.configure().configuration(all);
        return database().driver().equals("sqlite")
                ? flyway.dataSource(config().url().base(), "", "").load()
                : flyway.dataSource(database().dataSource()).load();
    }

    private MigrationOptions options() {
        return FlywaySettings.of(settings).migration();
    }

    private Migrator migrator() {
        return Migrator.of(database()).options(options());
    }

    @Test
    void goesOnWhereFlywayStoppedAndBack() throws SQLException, IOException {
        plainFlyway("flyway.target=1").migrate();
        long callsBefore = number("select count(*) from calls");
        assertThat(migrator().migrate().applied())
                .extracting(AppliedMigration::version)
                .containsExactly(Optional.of("2"), Optional.of("3"));
        assertThat(number("select count(*) from calls") - callsBefore).isEqualTo(2);
        assertThat(number("select count(*) from shelf where label in ('app_s', 'java', 'K\u00f6ln')"))
                .isEqualTo(3);
        assertThat(number("select count(*) from labels")).isEqualTo(2);
        assertThat(migrator().migrate().applied()).isEmpty();
        write(
                "V4__colour.sql",
                "alter table shelf add colour varchar(9);\nupdate shelf set colour = '@@owner@@' where id = 1;");
        write("U4__colour.sql", "alter table shelf drop column colour;\ndelete from shelf where label = '@@owner@@';");
        Flyway plain = plainFlyway();
        assertThat(plain.validateWithResult().invalidMigrations).hasSize(1);
        assertThat(plain.migrate().migrationsExecuted).isEqualTo(1);
        assertThat(migrator().info().pending()).isEmpty();
        assertThat(migrator().validate().isValid()).isTrue();
        assertThat(migrator().undo().undone())
                .extracting(AppliedMigration::script)
                .containsExactly("U4__colour.sql");
        assertThat(number("select count(*) from shelf")).isEqualTo(2);
        assertThat(migrator().info().pending())
                .extracting(MigrationStatus::version)
                .containsExactly(Optional.of("4"));
    }

    @Test
    void isComparedWithItsScripts() throws IOException {
        write("R__labels.sql", "create view labels as select label from shelf;");
        migrator().migrate();
        assertThat(migrator().drift(DriftOptions.standard()).differences()).isEmpty();
        assertThat(migrator().snapshot().text())
                .doesNotContain("schema_version")
                .contains("calls");
    }

    @Test
    void takesATargetAndLatecomers() throws IOException {
        assertThat(Migrator.of(database())
                        .options(options().withFlyway("target", "2"))
                        .migrate()
                        .applied())
                .hasSize(3);
        migrator().migrate();
        write("V2.5__late.sql", "insert into shelf values (9, 'late');");
        assertThat(migrator().validate().problems()).hasSize(1);
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator().migrate());
        MigrationOptions latecomers = options().withFlyway("outOfOrder", "true");
        assertThat(Migrator.of(database()).options(latecomers).migrate().applied())
                .extracting(AppliedMigration::version)
                .containsExactly(Optional.of("2.5"));
    }

    @Test
    void baselinesATableThatWasThereOnlyIfTheProjectSaysSo() throws SQLException, IOException {
        run("create table shelf (id int primary key, label varchar(20))");
        settings.put("flyway.baselineVersion", "1");
        MigrationOptions strict = options().withFlyway("baselineOnMigrate", "false");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> Migrator.of(database()).options(strict).migrate())
                .withMessageContaining("baseline");
        assertThat(migrator().migrate().applied())
                .extracting(AppliedMigration::version)
                .containsExactly(Optional.of("2"), Optional.of("3"), Optional.empty());
        assertThat(plainFlyway().validateWithResult().validationSuccessful).isTrue();
        assertThat(List.of(plainFlyway().info().applied())).hasSize(4);
    }

    @Test
    void keepsToTheSchemaThatIsNamedOrSaysThatItCannot() throws SQLException {
        settings.remove("flyway.baselineOnMigrate");
        settings.put("flyway.defaultSchema", "shop");
        settings.put("flyway.target", "2");
        switch (database().driver()) {
            case "postgres" -> keepsToASchema();
            case "mysql" ->
                assertThatExceptionOfType(MigrationException.class)
                        .isThrownBy(() -> migrator().drift(DriftOptions.standard()))
                        .withMessageContaining("databases of their own");
            default ->
                assertThatExceptionOfType(MigrationException.class)
                        .isThrownBy(() -> migrator().migrate())
                        .withMessageContaining("shop");
        }
    }

    private void keepsToASchema() throws SQLException {
        run("drop schema if exists shop cascade");
        migrator().migrate();
        assertThat(number("select count(*) from shop.shelf")).isEqualTo(2);
        assertThat(number("select count(*) from shop.schema_version where version is not null"))
                .isEqualTo(2);
        assertThat(plainFlyway().validateWithResult().validationSuccessful).isTrue();
        assertThat(migrator().drift(DriftOptions.standard()).differences()).isEmpty();
        run("drop schema shop cascade");
    }
}
