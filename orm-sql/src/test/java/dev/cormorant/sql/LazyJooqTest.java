package dev.cormorant.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.sql.entity.Entities;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run in a JVM of its own: in this one another test may have loaded jOOQ. */
final class LazyJooqTest {

    @TempDir
    Path folder;

    record Row(int id, String name) {}

    @Table(name = "t")
    record Entry(@Id int id, String name) {}

    /** What the other JVM runs: everything that plain SQL and entities can do, and then jOOQ if it is asked to. */
    static final class Program {
        private Program() {}

        private static long entities(Entities<Entry> entries, Orm orm) {
            entries.insertAll(List.of(new Entry(3, "c"), new Entry(4, "d")));
            entries.upsert(new Entry(3, "x"));
            entries.update(entries.find(4).orElseThrow());
            entries.deleteById(4);
            orm.validateSchema();
            return entries.findAll().size();
        }

        public static void main(String[] args) {
            try (Orm orm = Orm.open("jdbc:sqlite:" + args[0])) {
                orm.execute(Sql.of("create table t (id integer primary key, name text)"));
                orm.executeBatch("insert into t values (?, ?)", Stream.<Object[]>of(new Object[] {1, "a"}));
                orm.transaction(tx -> orm.execute(Sql.of("insert into t values (:id, :name)")
                        .bind("id", 2)
                        .bind("name", "b")));
                long rows = orm.fetch(Sql.of("select * from t"), Row.class).size()
                        + orm.<Row, Long, RuntimeException>stream(
                                Sql.of("select * from t"), Row.class, all -> all.count());
                try (var cursor = orm.cursor(Sql.of("select name from t"), String.class)) {
                    cursor.next();
                }
                rows += entities(orm.entities(Entry.class), orm);
                System.out.println("read " + rows + " " + orm.stats().isIdle());
                if (args.length > 1) {
                    System.out.println("jOOQ counts " + orm.sql().fetchCount(org.jooq.impl.DSL.table("t")));
                }
            }
        }
    }

    @Test
    void plainSqlAndEntitiesLoadNoClassOfJooq() throws Exception {
        List<String> lines = run("plain.db");
        assertThat(lines.contains("read 7 true")).isTrue();
        assertThat(lines.stream().anyMatch(line -> line.contains("dev.cormorant.sql.Orm ")))
                .isTrue();
        assertThat(lines.stream().filter(line -> line.contains(" org.jooq."))).isEmpty();
    }

    @Test
    void theFirstUseOfJooqLoadsItWithoutLogoAndTips() throws Exception {
        List<String> lines = run("jooq.db", "jooq");
        assertThat(lines.contains("jOOQ counts 3")).isTrue();
        assertThat(lines.stream().anyMatch(line -> line.contains(" org.jooq.impl.DSL ")))
                .isTrue();
        assertThat(lines.stream().filter(line -> line.contains("@@@@") || line.contains("jOOQ tip")))
                .isEmpty();
    }

    private List<String> run(String file, String... more) throws IOException, InterruptedException {
        Path log = folder.resolve(file + ".log");
        Path logging = folder.resolve("logback.xml");
        Files.writeString(
                logging,
                "<configuration><appender name='C' class='ch.qos.logback.core.ConsoleAppender'><encoder>"
                        + "<pattern>%msg%n</pattern></encoder></appender><root level='INFO'><appender-ref ref='C'/></root></configuration>");
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load=info",
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.resolve(file).toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        List<String> said =
                lines.stream().filter(line -> !line.contains("[class,load]")).toList();
        assertThat(process.exitValue()).as("%s", said).isZero();
        return lines;
    }
}
