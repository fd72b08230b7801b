package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The command as somebody uses it from a shell: what it writes, and what it ends with. */
final class CommandTest {

    private static final String CREATE = "create table shelf (id bigint primary key, label varchar(50));\n";

    @TempDir
    private Path folder;

    private Path scripts;
    private String url;

    @BeforeEach
    void writeScripts() throws IOException {
        scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("V1__create_shelf.sql"), CREATE);
        Files.writeString(
                scripts.resolve("V2__fill.sql"), "insert into shelf values (1, 'first, \"and\" only'), (2, null);\n");
        url = "jdbc:sqlite:" + folder.resolve("shelves.db");
    }

    private OrmRun orm(String command, String... more) {
        return OrmRun.of(
                Stream.concat(Stream.of(command, "--url", url, "--location", scripts.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private OrmRun query(String... arguments) {
        return OrmRun.of(Stream.concat(Stream.of("query", "--url", url), Stream.of(arguments))
                .toArray(String[]::new));
    }

    static Stream<Named<Supplier<TestDatabase>>> servers() {
        return DemoTest.databases().skip(1);
    }

    @Test
    void migratesAndSaysWhereTheSchemaStands() throws IOException {
        assertThat(orm("info").exitCode()).isEqualTo(2);
        OrmRun first = orm("migrate");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("applied 1 create shelf", "is at version 2, 2 applied");
        OrmRun again = orm("migrate", "--json");
        assertThat(again.exitCode()).isZero();
        Json document = Json.parse(again.out());
        assertThat(document.at("versionAfter")).isEqualTo("2");
        assertThat(orm("info").out()).contains("create shelf", "applied", "0 pending");
        assertThat(orm("validate").out()).contains("agrees with 2 scripts");
    }

    @Test
    void goesOnWithAScriptThatFailed() throws IOException {
        Files.writeString(
                scripts.resolve("V3__more.sql"), "create table more (id int);\ninsert into nowhere values (1);\n");
        Files.writeString(scripts.resolve("V3__more.sql.conf"), "executeInTransaction=false\n");
        assertThat(orm("migrate").exitCode()).isEqualTo(1);
        assertThat(orm("migrate").err()).contains("resume");
        assertThat(orm("resume", "--show").out())
                .contains("V3__more.sql was interrupted", "done", "create table more", "pending", "line 2");
        assertThat(orm("resume", "--mark-applied", "2").err()).contains("--reason");
        assertThat(orm("resume", "--run-again", "1", "--mark-applied", "1", "--reason", "x")
                        .exitCode())
                .isEqualTo(2);
        Files.writeString(
                scripts.resolve("V3__more.sql"), "create table more (id int);\ninsert into more values (1);\n");
        OrmRun resumed = orm("resume", "--json");
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("\"create table more (id int)\"", "\"versionAfter\" : \"3\"");
        assertThat(orm("resume").out()).contains("no script was interrupted", "is up to date at version 3");
    }

    @Test
    void endsWithThreeForPendingScriptsAndFourForChangedOnes() throws IOException {
        orm("migrate");
        assertThat(orm("info", "--fail-on-pending").exitCode()).isZero();
        Files.writeString(scripts.resolve("V3__more.sql"), "insert into shelf values (3, 'third');\n");
        OrmRun pending = orm("info", "--fail-on-pending");
        assertThat(pending.exitCode()).isEqualTo(3);
        assertThat(pending.out()).contains("more", "pending", "1 pending");
        Files.writeString(scripts.resolve("V1__create_shelf.sql"), CREATE.replace("50", "60"));
        OrmRun changed = orm("validate");
        assertThat(changed.exitCode()).isEqualTo(4);
        assertThat(changed.out()).contains("V1__create_shelf.sql", "changed after it was applied", "repair");
        OrmRun refused = orm("migrate");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("V1__create_shelf.sql");
        assertThat(query("select count(*) as n from shelf").out()).contains("2");
        assertThat(orm("repair").out()).contains("accepted as it is now: 1");
        assertThat(orm("migrate").exitCode()).isZero();
    }

    @Test
    void takesABaselineOfASchemaThatWasMadeByHand() {
        try (Orm orm = Orm.open(DatabaseConfig.of(url))) {
            orm.execute(Sql.of("create table shelf (id bigint primary key, label varchar(50))"));
        }
        OrmRun refused = orm("migrate");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("no history of migrations", "baseline")
                .hasLineCount(1);
        assertThat(orm("baseline", "seven").exitCode()).isEqualTo(2);
        assertThat(orm("baseline", "1").exitCode()).isZero();
        assertThat(orm("migrate").out()).contains("applied 2 fill", "1 applied");
        assertThat(orm("info").out()).contains("baseline", "is at version 2, 0 pending");
    }

    @Test
    void writesRowsAsTableCsvAndJson() {
        orm("migrate");
        String all = "select id, label from shelf order by id";
        assertThat(query(all).out().lines().map(String::stripTrailing))
                .containsExactly("id  label", "1   first, \"and\" only", "2");
        assertThat(query("--format", "csv", all).out().lines())
                .containsExactly("id,label", "1,\"first, \"\"and\"\" only\"", "2,");
        assertThat(query("--json", all).out().replaceAll("\\s", ""))
                .isEqualTo("[{\"id\":1,\"label\":\"first,\\\"and\\\"only\"},{\"id\":2,\"label\":null}]");
        OrmRun change = query("delete from shelf where id = 2");
        assertThat(change.out()).isEmpty();
        assertThat(change.err()).contains("1 rows changed");
        OrmRun wrong = query("select * from no_such_table");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).startsWith("orm: ").contains("no_such_table").hasLineCount(1);
    }

    @Test
    void makesAScriptAndNeverOverwritesOne() throws IOException {
        OrmRun made = OrmRun.of("new", "--location", scripts.toString(), "add", "colour");
        assertThat(made.exitCode()).as(made.err()).isZero();
        Path script = Path.of(made.out().strip());
        assertThat(script.getFileName().toString()).matches("V\\d{14}__add_colour\\.sql");
        assertThat(Files.readString(script)).isEqualTo("-- add colour\n");
        assertThat(OrmRun.of("new", "../../etc/passwd").exitCode()).isEqualTo(2);
        assertThat(OrmRun.of("new").exitCode()).isEqualTo(2);
    }

    @Test
    void readsASettingsFileTheEnvironmentAndAPasswordFromStandardInput() throws IOException {
        orm("migrate");
        Path settings = Files.writeString(folder.resolve("orm.properties"), "url=" + url + "\npool.max-size=2\n");
        assertThat(OrmRun.of("query", "--config", settings.toString(), "select 7 as n")
                        .out())
                .contains("7");
        assertThat(OrmRun.of(Map.of("ORM_URL", url), "query", "select 7 as n").out())
                .contains("7");
        Files.writeString(settings, "url=" + url + "\npool.maxx-size=2\n");
        assertThat(OrmRun.of("query", "--config", settings.toString(), "select 7")
                        .err())
                .contains("pool.max-size");
        try (TestDatabase postgres = TestDatabase.postgres()) {
            OrmRun run = OrmRun.of(
                    postgres.password() + "\n",
                    Map.of(),
                    "query",
                    "--url",
                    postgres.jdbcUrl(),
                    "--user",
                    postgres.user(),
                    "--password-stdin",
                    "select 7 as n");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("7");
        }
        assertThat(OrmRun.of("query", "select 1").err()).contains("no database is named", "--url", "ORM_URL");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void looksAtAServer(Supplier<TestDatabase> databases) {
        try (TestDatabase database = databases.get()) {
            OrmRun run = OrmRun.of(
                    Map.of("ORM_PASSWORD", database.password()),
                    "doctor",
                    "--url",
                    database.jdbcUrl(),
                    "--user",
                    database.user());
            assertThat(run.exitCode()).as(run.out()).isZero();
            assertThat(run.out()).contains("ok    server", "encryption", "temporary files");
            assertThat(database.serverSessions()).isZero();
        }
        OrmRun unreachable = OrmRun.of("doctor", "--url", "jdbc:postgresql://127.0.0.1:1/x", "--user", "x");
        assertThat(unreachable.exitCode()).isEqualTo(7);
        assertThat(unreachable.out()).contains("FAIL  connection");
    }

    @Test
    void looksAtTheMachineWithoutADatabase() {
        OrmRun run = OrmRun.of("doctor");
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("java", "sqlite", "postgres", "mysql", "none is named");
    }

    @ParameterizedTest
    @CsvSource({
        "migrate, --locatoin, --location",
        "query, --formt, --format",
        "info, --fail-on-pendig, --fail-on-pending"
    })
    void proposesTheNearestOption(String command, String typed, String meant) {
        OrmRun run = OrmRun.of(command, typed, "x", "select 1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(typed, meant).hasLineCount(1);
    }

    @Test
    void endsWithEightForDangerousScriptsAndOpensNothing() throws IOException {
        OrmRun clean = OrmRun.of("lint", "--target", "sqlite", "--location", scripts.toString());
        assertThat(clean.exitCode()).as(clean.out()).isZero();
        Files.writeString(scripts.resolve("V3__drop.sql"), "-- gone\n\ndrop table shelf;\n");
        OrmRun found = OrmRun.of("lint", "--target", "postgres:15", "--location", scripts.toString());
        assertThat(found.exitCode()).isEqualTo(8);
        assertThat(found.out())
                .contains("V3__drop.sql:3: drop-without-if-exists", "instead: DROP … IF EXISTS", "1 found");
        assertThat(OrmRun.of("lint", "--target", "oracle").exitCode()).isEqualTo(2);
        assertThat(OrmRun.of("lint").exitCode()).isEqualTo(2);
    }

    @Test
    void completesItsWords() {
        assertThat(OrmRun.of("completion").out()).contains("migrate", "doctor", "complete");
    }
}
