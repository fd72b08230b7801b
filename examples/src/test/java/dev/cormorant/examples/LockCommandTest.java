package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.MigrationProgress;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.cli.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command does while somebody else migrates, and what a person sees of its own run. */
final class LockCommandTest {

    @TempDir
    private Path folder;

    private Path scripts;
    private String url;

    @BeforeEach
    void writeScripts() throws IOException {
        scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(
                scripts.resolve("V1__shelf.sql"), "create table shelf (id int);\ninsert into shelf values (1);");
        Files.writeString(scripts.resolve("U1__shelf.sql"), "drop table shelf;");
        Files.writeString(scripts.resolve("V2__more.sql"), "insert into shelf values (2);");
        Files.writeString(scripts.resolve("U2__more.sql"), "delete from shelf where id = 2;");
        url = "jdbc:sqlite:" + folder.resolve("shelves.db");
    }

    private OrmRun orm(String command, String... more) {
        String[] line = new String[5 + more.length];
        System.arraycopy(new String[] {command, "--url", url, "--location", scripts.toString()}, 0, line, 0, 5);
        System.arraycopy(more, 0, line, 5, more.length);
        return OrmRun.of(line);
    }

    @Test
    void endsWithSixAndNamesWhoMigrates() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            try (Database database = Database.open(DatabaseConfig.of(url))) {
                Migrator.of(database)
                        .locations("filesystem:" + scripts)
                        .listener(progress -> stop(progress, there, goOn))
                        .migrate();
            }
        });
        other.start();
        assertThat(there.await(20, TimeUnit.SECONDS)).isTrue();
        String process = "process " + ProcessHandle.current().pid();
        for (String command : new String[] {"migrate", "undo", "repair", "resume"}) {
            OrmRun refused = orm(command, "--lock-wait", "100ms");
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(6);
            assertThat(refused.err().lines()).singleElement().asString().contains(process, "lock-wait");
        }
        OrmRun many =
                orm("migrate-all", "--database", folder.resolve("shelves.db").toString(), "--lock-wait", "100ms");
        assertThat(many.exitCode()).isEqualTo(1);
        assertThat(many.err()).contains("shelves.db", process, "lock-wait");
        OrmRun status = OrmRun.of("lock", "status", "--url", url, "--json");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).contains("\"held\" : true", "\"session\" : \"" + process + "\"");
        assertThat(OrmRun.of("lock", "status", "--url", url).out()).contains("session      " + process, "since");
        goOn.countDown();
        other.join();
        assertThat(OrmRun.of("lock", "status", "--url", url).out()).contains("nobody migrates");
        assertThat(orm("migrate", "--lock-wait", "0").out()).contains("is up to date at version 2");
        assertThat(orm("undo", "--batch").out()).contains("undone 2 more", "undone 1 shelf", "2 undone");
    }

    private static void stop(MigrationProgress progress, CountDownLatch there, CountDownLatch goOn) {
        if (progress.statement() == 2) {
            there.countDown();
            try {
                assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void refusesWhatItDoesNotUnderstandBeforeItOpensAnything() {
        assertThat(orm("migrate", "--lock-wait", "soon").exitCode()).isEqualTo(2);
        assertThat(orm("migrate", "--lock-wait", "25h").err()).contains("--lock-wait", "24h");
        assertThat(orm("seed", "--lock-wait", "25h").err()).contains("--lock-wait", "24h");
        assertThat(orm("undo", "--batch", "--to", "1").exitCode()).isEqualTo(2);
        assertThat(OrmRun.of("lock").exitCode()).isEqualTo(2);
        assertThat(OrmRun.of("lock", "statsu").err()).contains("did you mean status");
        assertThat(folder.resolve("shelves.db")).doesNotExist();
    }

    @Test
    void drawsProgressOnATerminalOnly() {
        assertThat(orm("migrate").err()).isEmpty();
        StringWriter err = new StringWriter();
        Surroundings terminal = new Surroundings(
                new BufferedReader(new StringReader("")),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                Map.of("TERM", "xterm"),
                true);
        assertThat(Main.run(terminal, "undo", "--to", "0", "--url", url, "--location", scripts.toString()))
                .isZero();
        assertThat(err.toString())
                .contains("\r", "U1__shelf.sql: statement 1 of 1")
                .endsWith("\u001b[2K");
    }
}
