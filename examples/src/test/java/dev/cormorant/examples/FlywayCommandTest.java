package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in the folder of somebody who used Flyway until now. */
final class FlywayCommandTest {

    @TempDir
    private Path folder;

    private Path scripts;
    private Path file;

    @BeforeEach
    void writeScripts() throws IOException {
        scripts = Files.createDirectory(folder.resolve("scripts"));
        file = folder.resolve("shelves.db");
        Files.writeString(scripts.resolve("V1__shelf.sql"), "create table shelf (label text);\n");
        Files.writeString(scripts.resolve("V2__fill.sql"), "insert into shelf values ('${owner}');\n");
        Files.writeString(scripts.resolve("afterMigrate.sql"), "insert into shelf values ('called');\n");
    }

    private String write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), java.util.List.of(lines)).toString();
    }

    private String conf(String... more) throws IOException {
        return write(
                "flyway.conf",
                "flyway.url=jdbc:sqlite:" + file,
                "flyway.locations=filesystem:" + scripts,
                "flyway.table=schema_version",
                "flyway.placeholders.owner=app",
                String.join("\n", more));
    }

    private String rows(String sql) {
        return OrmRun.of("query", "--url", "jdbc:sqlite:" + file, "--format", "csv", sql)
                .out();
    }

    @Test
    void readsFlywayConf() throws IOException {
        OrmRun run =
                OrmRun.of("migrate", "--config", conf("flyway.cleanDisabled=true", "flyway.driver=org.sqlite.JDBC"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("without effect here: flyway.cleanDisabled, flyway.driver");
        assertThat(rows("select label from shelf order by 1")).contains("app", "called");
        assertThat(rows("select version from schema_version")).contains("1", "2");
    }

    @Test
    void readsTheChosenEnvironmentOfFlywayToml() throws IOException {
        String toml = write(
                "flyway.toml",
                "id = \"a project\"",
                "[flyway]",
                "locations = [\"filesystem:" + scripts + "\"]",
                "environment = \"production\"",
                "table = \"schema_version\"",
                "[flyway.placeholders]",
                "owner = \"nobody\"",
                "[environments.production]",
                "url = \"jdbc:sqlite:" + file + "\"",
                "password = \"${env.SECRET}\"",
                "[environments.production.flyway.placeholders]",
                "owner = \"toml\"",
                "[environments.other]",
                "url = \"jdbc:nothing\"");
        OrmRun missing = OrmRun.of("migrate", "--config", toml);
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("${env.SECRET}").hasLineCount(1);
        assertThat(file).doesNotExist();
        OrmRun refused = OrmRun.of(Map.of("SECRET", "sesame"), "migrate", "--config", toml);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("password").doesNotContain("sesame");
        Files.writeString(Path.of(toml), Files.readString(Path.of(toml)).replaceAll("password.*\\n", ""));
        OrmRun run = OrmRun.of("migrate", "--config", toml);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("without effect here: id");
        assertThat(rows("select label from shelf")).contains("toml");
    }

    @Test
    void readsFlywaysVariablesAndSettingsOfTheLine() {
        Map<String, String> environment = Map.of(
                "FLYWAY_URL", "jdbc:sqlite:" + file,
                "FLYWAY_LOCATIONS", "filesystem:" + scripts,
                "FLYWAY_PLACEHOLDERS_OWNER", "env",
                "FLYWAY_TABLE", "ignored",
                "FLYWAY_HOME", "/opt/flyway");
        OrmRun run = OrmRun.of(environment, "migrate", "--set", "table=history");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("without effect here: FLYWAY_HOME");
        assertThat(rows("select label from shelf")).contains("env");
        assertThat(rows("select count(*) from history")).contains("2");
    }

    @Test
    void refusesWhatIsNotSupportedBeforeAnythingIsOpened() throws IOException {
        assertRefused("flyway.dryRunOutput", "migrate", "--config", conf("flyway.dryRunOutput=x", "flyway.tabel=y"));
        assertRefused("flyway.tabel", "migrate", "--config", conf("flyway.dryRunOutput=x", "flyway.tabel=y"));
        assertRefused("flyway.outOfOrder", "migrate", "--config", conf("flyway.outOfOrder=maybe"));
        assertRefused("--set", "migrate", "--config", conf(), "--set", "password=sesame");
        assertRefused("line 2", "migrate", "--config", write("bad.toml", "[flyway]", "table = sesame"));
        assertRefused(
                "no settings file",
                "migrate",
                "--config",
                folder.resolve("none.conf").toString());
        assertRefused("no such environment", "migrate", "--config", conf("flyway.environment=gone"));
    }

    private void assertRefused(String reason, String... arguments) {
        OrmRun run = OrmRun.of(arguments);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(reason).doesNotContain("sesame").hasLineCount(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void takesSettingsOfFlywayFromOurOwnFile() throws IOException {
        String ours = write(
                "orm.properties",
                "url=jdbc:sqlite:" + file,
                "flyway.placeholders.owner=ours",
                "flyway.locations=filesystem:" + scripts);
        OrmRun run = OrmRun.of("migrate", "--config", ours);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(rows("select label from shelf")).contains("ours");
        assertThat(OrmRun.of("info", "--config", ours).out()).contains("0 pending");
    }
}
