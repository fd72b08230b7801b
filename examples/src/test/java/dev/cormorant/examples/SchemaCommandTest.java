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

/** What the command says of a schema as it is, and how it empties one. */
final class SchemaCommandTest {

    @TempDir
    private Path folder;

    private Path scripts;
    private String url;

    @BeforeEach
    void writeAScript() throws IOException {
        scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(
                scripts.resolve("V1__shelf.sql"), "create table shelf (id bigint primary key, label varchar(50));");
        url = "jdbc:sqlite:" + folder.resolve("shelves.db");
    }

    private OrmRun orm(String... arguments) {
        return OrmRun.of(
                Stream.concat(Stream.of(arguments), Stream.of("--url", url)).toArray(String[]::new));
    }

    private OrmRun onScripts(String... arguments) {
        return orm(Stream.concat(Stream.of(arguments), Stream.of("--location", scripts.toString()))
                .toArray(String[]::new));
    }

    private void change(String sql) {
        try (Orm orm = Orm.open(DatabaseConfig.of(url))) {
            orm.execute(Sql.of(sql));
        }
    }

    @Test
    void writesDownTheSchemaAndItsFingerprint() throws IOException {
        assertThat(orm("snapshot").err()).contains("there is no file").hasLineCount(1);
        onScripts("migrate");
        String fingerprint = orm("snapshot", "--fingerprint").out().strip();
        assertThat(fingerprint).hasSizeGreaterThan(10).doesNotContainAnyWhitespaces();
        assertThat(orm("snapshot").out())
                .startsWith("-- fingerprint " + fingerprint)
                .contains("shelf", "label");
        Json document = Json.parse(orm("snapshot", "--json").out());
        assertThat(document.at("fingerprint")).isEqualTo(fingerprint);
        assertThat(document.at("objects", 0, "kind")).isEqualTo("table");
        assertThat(document.at("objects", 0, "name")).isEqualTo("shelf");
        OrmRun both = orm("snapshot", "--json", "--fingerprint");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("give one of them").hasLineCount(1);
        change("alter table shelf add colour text");
        assertThat(orm("snapshot", "--fingerprint").out()).doesNotContain(fingerprint);
    }

    @Test
    void namesWhatHasDrifted() throws IOException {
        onScripts("migrate");
        OrmRun clean = onScripts("drift");
        assertThat(clean.exitCode()).as(clean.err()).isZero();
        assertThat(clean.out()).contains("is what its scripts make, at version 1");
        change("create table stray (id int)");
        OrmRun drifted = onScripts("drift");
        assertThat(drifted.exitCode()).as(drifted.err()).isEqualTo(5);
        assertThat(drifted.out())
                .contains("unexpected", "table stray", "has drifted from its scripts at version 1, 1 object");
        Json document = Json.parse(onScripts("drift", "--json").out());
        assertThat(document.at("clean")).isEqualTo(false);
        assertThat(document.at("differences", 0, "name")).isEqualTo("stray");
        assertThat(onScripts("drift", "--ignore", "str*").exitCode()).isZero();
        change("drop table shelf");
        assertThat(onScripts("drift", "--ignore", "str*").out()).contains("missing", "table shelf");
    }

    @Test
    void emptiesOnlyWhatIsMarkedAndNamed() throws IOException {
        onScripts("migrate");
        assertThat(orm("clean").err()).contains("--name").hasLineCount(1);
        OrmRun unmarked = orm("clean", "--name", "shelves.db");
        assertThat(unmarked.exitCode()).isEqualTo(1);
        assertThat(unmarked.err()).contains("disposable").hasLineCount(1);
        assertThat(orm("clean", "--name", "other.db", "--mark").exitCode()).isEqualTo(1);
        assertThat(orm("clean", "--name", "shelves.db", "--mark").out()).contains("is marked as disposable");
        assertThat(orm("clean", "--name", "other.db").exitCode()).isEqualTo(1);
        assertThat(orm("snapshot").out()).contains("shelf");
        OrmRun emptied = orm("clean", "--name", "shelves.db", "--lock-wait", "0", "--json");
        assertThat(emptied.exitCode()).as(emptied.err()).isZero();
        assertThat(Json.parse(emptied.out()).at("cleaned")).isEqualTo(true);
        assertThat(Json.parse(orm("snapshot", "--json").out()).at("objects")).isEqualTo(List.of());
        assertThat(onScripts("migrate").out()).contains("is at version 1, 1 applied");
    }

    @Test
    void triesUndoScripts() throws IOException {
        onScripts("migrate");
        assertThat(onScripts("undo", "--check").out()).contains("version 1: no undo script", "0 undo scripts tried");
        Path undo = Files.writeString(scripts.resolve("U1__shelf.sql"), "drop table shelf;");
        OrmRun good = onScripts("undo", "--check");
        assertThat(good.exitCode()).as(good.err()).isZero();
        assertThat(good.out().strip()).isEqualTo("1 undo script tried, 0 schemas different from before");
        Files.writeString(undo, "delete from shelf;");
        OrmRun bad = onScripts("undo", "--check");
        assertThat(bad.exitCode()).as(bad.err()).isEqualTo(5);
        assertThat(bad.out()).contains("its undo leaves a different table shelf", "1 schema different from before");
        assertThat(onScripts("undo", "--check", "--to", "0").exitCode()).isEqualTo(2);
        assertThat(onScripts("info").out()).contains("at version 1, 0 pending");
    }

    static Stream<Named<Supplier<TestDatabase>>> servers() {
        return DemoTest.databases().skip(1);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void looksForDriftBesideAnotherDatabase(Supplier<TestDatabase> databases) {
        try (TestDatabase database = databases.get();
                TestDatabase other = databases.get()) {
            Map<String, String> accounts = Map.of(
                    "ORM_PASSWORD", database.password(),
                    "ORM_USER", database.user(),
                    "THROWAWAY_USER", other.user(),
                    "THROWAWAY_PASSWORD", other.password());
            String location = scripts.toString();
            OrmRun migrated = OrmRun.of(accounts, "migrate", "--url", database.jdbcUrl(), "--location", location);
            assertThat(migrated.exitCode()).as(migrated.err()).isZero();
            OrmRun drift = OrmRun.of(
                    accounts,
                    "drift",
                    "--url",
                    database.jdbcUrl(),
                    "--location",
                    location,
                    "--throwaway-url",
                    other.jdbcUrl());
            assertThat(drift.exitCode()).as(drift.err()).isZero();
            assertThat(drift.out()).contains("is what its scripts make, at version 1");
            assertThat(database.serverSessions() + other.serverSessions()).isZero();
        }
    }
}
