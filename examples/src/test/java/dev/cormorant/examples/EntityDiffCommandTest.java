package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.migrations.Migrator;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafts and seed data from the shell. */
final class EntityDiffCommandTest {

    @TempDir
    private Path folder;

    /** An entity of somebody. */
    @Table(name = "shelf")
    record Shelf(@Id long id, @Column(nullable = false) String label) {}

    private OrmRun orm(String... arguments) {
        return OrmRun.of(
                Stream.concat(Stream.of(arguments), Stream.of("--url", "jdbc:sqlite:" + folder.resolve("shelves.db")))
                        .toArray(String[]::new));
    }

    private String scripts() throws IOException {
        Path scripts = Files.createDirectories(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("V1__other.sql"), "create table other (id int);");
        return scripts.toString();
    }

    @Test
    void draftsAScriptThatMigrateApplies() throws IOException {
        String location = scripts();
        assertThat(orm("migrate", "--location", location).exitCode()).isZero();
        OrmRun printed = orm("diff", "--entities", Shelf.class.getName());
        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(printed.out()).contains("create table `shelf`");
        assertThat(orm("diff", "--entities", Shelf.class.getName(), "--check").exitCode())
                .isEqualTo(5);
        OrmRun written = orm("diff", "--entities", Shelf.class.getName(), "--out", location);
        assertThat(Path.of(written.out().strip())).exists().hasParent(folder.resolve("scripts/sqlite"));
        OrmRun migrated = orm("migrate", "--location", location);
        assertThat(migrated.exitCode()).as(migrated.err()).isZero();
        OrmRun again = orm("diff", "--entities", Shelf.class.getName(), "--check", "--json");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("\"statements\" : [ ]");
        assertThat(orm("diff", "--entities", Shelf.class.getName(), "--scripts", "--location", location)
                        .out())
                .contains("nothing is missing");
    }

    @Test
    void refusesWhatIsNotThere() throws IOException {
        assertThat(orm("migrate", "--location", scripts()).exitCode()).isZero();
        OrmRun missing = orm("diff", "--entities", "com.acme.Nothing");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("com.acme.Nothing").hasLineCount(1);
        assertThat(orm("diff", "--entities", "x", "--classpath", "/nonexistent.jar")
                        .err())
                .contains("/nonexistent.jar");
        assertThat(orm("diff").exitCode()).isEqualTo(2);
    }

    @Test
    void seedsWhatIsNew() throws IOException {
        assertThat(Migrator.DEFAULT_SEED_LOCATION).isEqualTo("classpath:db/seed");
        assertThat(orm("migrate", "--location", scripts()).exitCode()).isZero();
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        Files.writeString(seeds.resolve("R__one.sql"), "create table if not exists one (id int);");
        assertThat(orm("seed", "--location", seeds.toString()).out()).contains("applied R__one.sql", "1 applied");
        Json again =
                Json.parse(orm("seed", "--location", seeds.toString(), "--json").out());
        assertThat(again.at("applied")).isEqualTo(List.of());
        assertThat(again.at("unchanged")).isEqualTo(List.of("R__one.sql"));
        OrmRun none = orm("seed");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("there is no seed data").hasLineCount(1);
    }
}
