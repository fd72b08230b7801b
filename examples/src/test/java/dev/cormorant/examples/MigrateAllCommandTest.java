package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many databases by one command: which ones, what it writes of each, and what it ends with. */
final class MigrateAllCommandTest {

    @TempDir
    private Path folder;

    private Path scripts;
    private Path tenants;

    @BeforeEach
    void makeThreeFilesOfWhichOneIsBroken() throws IOException {
        scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("V1__shelf.sql"), "create table shelf (id bigint primary key);");
        Files.writeString(scripts.resolve("V2__fill.sql"), "insert into shelf values (1);");
        tenants = Files.createDirectory(folder.resolve("tenants"));
        for (String name : List.of("a.db", "b.db", "c.db", "other.txt")) {
            Files.createFile(tenants.resolve(name));
        }
        try (Orm orm = Orm.open(DatabaseConfig.of(url("b.db")))) {
            orm.execute(Sql.of("create table shelf (label text)"));
        }
    }

    private String file(String name) {
        return tenants.resolve(name).toString();
    }

    private String url(String name) {
        return "jdbc:sqlite:" + file(name);
    }

    private OrmRun orm(String... more) {
        return OrmRun.of(Stream.concat(
                        Stream.of("migrate-all", "--url", url("a.db"), "--location", scripts.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void migratesAllButTheBrokenOneAndNextTimeWhatIsLeft() throws IOException {
        OrmRun first = orm("--match", tenants.resolve("*.db").toString());
        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(first.out().lines())
                .hasSize(3)
                .contains(
                        file("a.db") + " is at version 2, 2 applied",
                        file("c.db") + " is at version 2, 2 applied",
                        "3 databases: 2 migrated, 1 failed, 0 not begun");
        assertThat(first.err().lines())
                .singleElement()
                .asString()
                .startsWith("orm: " + file("b.db") + ": ")
                .contains("has tables but no history");
        Files.delete(tenants.resolve("b.db"));
        Files.createFile(tenants.resolve("b.db"));
        OrmRun second = orm("--match", tenants.resolve("*.db").toString(), "--json");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.err()).isEmpty();
        Json document = Json.parse(second.out());
        assertThat(document.at("complete")).isEqualTo(true);
        assertThat(document.at("databases", 0, "applied")).isEqualTo(0L);
        assertThat(document.at("databases", 1, "database")).isEqualTo(file("b.db"));
        assertThat(document.at("databases", 1, "applied")).isEqualTo(2L);
        assertThat(document.at("databases", 1, "state")).isEqualTo("migrated");
        assertThat(document.at("databases", 2, "version")).isEqualTo("2");
    }

    @Test
    void takesThemFromAQueryAndBeginsNoMoreAfterAFailureIfAskedSo() {
        try (Orm orm = Orm.open(DatabaseConfig.of("jdbc:sqlite:" + folder.resolve("main.db")))) {
            orm.execute(Sql.of("create table tenant (number int, file text)"));
            orm.execute(Sql.of("insert into tenant values (1, ?), (2, ?)", file("b.db"), file("c.db")));
        }
        OrmRun run = OrmRun.of(
                "migrate-all",
                "--url",
                "jdbc:sqlite:" + folder.resolve("main.db"),
                "--location",
                scripts.toString(),
                "--query",
                "select file from tenant order by number",
                "--parallel",
                "1",
                "--stop-at-failure");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().strip()).isEqualTo("2 databases: 0 migrated, 1 failed, 1 not begun");
        assertThat(run.err()).contains(file("b.db"));
        assertThat(tenants.resolve("c.db")).isEmptyFile();
    }

    @Test
    void refusesWhatItDoesNotUnderstandBeforeItMigratesAnything() {
        assertRefused("either --database", new String[0]);
        assertRefused("either --database", "--database", file("a.db"), "--match", "*");
        assertRefused("1 to 64", "--database", file("a.db"), "--parallel", "0");
        assertRefused("--lock-wait", "--database", file("a.db"), "--lock-wait", "soon");
        assertRefused("no database fits", "--match", tenants.resolve("z*.db").toString());
        assertRefused("there is no folder", "--match", "no/such/*.db");
        assertRefused("there is no file", "--database", file("a.db"), "--database", file("z.db"));
        assertRefused("is given twice", "--database", file("a.db"), "--database", file("a.db"));
        assertThat(tenants.resolve("a.db")).isEmptyFile();
        assertThat(tenants.resolve("z.db")).doesNotExist();
    }

    private void assertRefused(String why, String... arguments) {
        OrmRun run = orm(arguments);
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(why);
    }

    static Stream<Named<Supplier<TestDatabase>>> servers() {
        return DemoTest.databases().skip(1);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void findsTheDatabasesOfAServer(Supplier<TestDatabase> databases) {
        try (TestDatabase one = databases.get();
                TestDatabase two = databases.get()) {
            for (String[] which : new String[][] {
                {"--database", one.name()},
                {"--match", "*" + two.name()},
                {"--query", "select '" + one.name() + "'"}
            }) {
                OrmRun run = OrmRun.of(
                        Map.of("ORM_PASSWORD", one.password()),
                        "migrate-all",
                        "--url",
                        one.jdbcUrl(),
                        "--user",
                        one.user(),
                        "--location",
                        scripts.toString(),
                        which[0],
                        which[1]);
                assertThat(run.exitCode()).as(run.err()).isZero();
                assertThat(run.out())
                        .contains(which[1].contains(two.name()) ? two.name() : one.name(), "is at version 2")
                        .contains("1 database: 1 migrated, 0 failed, 0 not begun");
            }
            assertThat(two.serverSessions()).isZero();
        }
    }
}
