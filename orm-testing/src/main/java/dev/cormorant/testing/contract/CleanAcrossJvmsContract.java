package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.sql.Sql;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.reset.CleanDatabase;
import dev.cormorant.testing.reset.CleanDatabases;
import dev.cormorant.testing.reset.Reset;
import dev.cormorant.testing.reset.Schema;
import dev.cormorant.testing.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several JVMs that want the same template on one server at once, and one that is killed while it makes it. */
public abstract class CleanAcrossJvmsContract {

    private static final Duration BUILDING = Duration.ofMillis(100);
    private static final int LONGEST_LIFE_MILLIS = 4_000;
    private static final int JVMS = 3;
    private static final long ROWS = 2;

    /** How often a JVM is killed while it makes a template: 2, or as often as is asked for. */
    private static final int KILLS = Integer.getInteger("orm.test.repeats.template-kill", 2);

    private final List<Process> children = new ArrayList<>();

    /** For subclasses of the driver modules. */
    protected CleanAcrossJvmsContract() {}

    /** {@return the database of this module} */
    protected abstract DatabaseKind kind();

    /** Ends what a failed test has left. */
    @AfterEach
    final void endChildren() {
        children.forEach(Process::destroyForcibly);
    }

    @Test
    void sharesOneTemplateAmongJvmsThatAskAtOnce() throws Exception {
        try (TestDatabase database = TestDatabase.of(kind())) {
            List<String> before = templates(database);
            String table = newTable();
            for (int i = 0; i < JVMS; i++) {
                start(database, table);
            }
            for (Process child : children) {
                assertThat(child.waitFor()).as(() -> output(child)).isZero();
            }
            assertThat(templates(database))
                    .hasSize(before.size() + (database.server().isPresent() ? 1 : 0));
        }
    }

    @Test
    void takesNoHalfTemplateForAWholeOne() throws Exception {
        long seed = Long.getLong("orm.test.seed", System.nanoTime());
        Random random = new Random(seed);
        try (TestDatabase database = TestDatabase.of(kind())) {
            for (int kill = 1; kill <= KILLS; kill++) {
                String table = newTable();
                Process child = start(database, table);
                boolean ended = child.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
                child.destroyForcibly().waitFor();
                assertThat(rows(kind(), table, wait(database)))
                        .as("kill %d of seed %d, %s", kill, seed, ended ? "after its end" : "in time")
                        .isEqualTo(ROWS);
            }
        }
    }

    @Test
    void removesTheTemplatesThatNobodyHasUsedForAWeek(@TempDir Path cache) throws Exception {
        try (TestDatabase database = TestDatabase.of(kind());
                UsedTemplates templates = UsedTemplates.of(database, cache)) {
            templates.add("unused", LocalDate.now(ZoneOffset.UTC).minusDays(8));
            templates.add("used", LocalDate.now(ZoneOffset.UTC).minusDays(6));
            Process child = start(database, newTable(), "-Dorm.test.cache=" + cache);
            assertThat(child.waitFor()).as(() -> output(child)).isZero();
            assertThat(templates.left()).containsExactly("used");
        }
    }

    /** A name of its own makes a schema of its own, which nobody has a template for. */
    private static String newTable() {
        return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private static List<String> templates(TestDatabase database) {
        return switch (database.kind()) {
            case SQLITE -> List.of();
            case POSTGRES -> names(database, "select datname from pg_database where datname like 'cormorant\\_t\\_%'");
            case MYSQL, MARIADB -> names(database, "show databases like 'cormorant\\_t\\_%'");
        };
    }

    private static List<String> names(TestDatabase database, String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot list the databases", e);
        }
    }

    private Process start(TestDatabase database, String table, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(CleanAcrossJvmsContract.class.getName(), kind().name(), table, wait(database)));
        ProcessBuilder child = new ProcessBuilder(command).redirectErrorStream(true);
        database.server().ifPresent(server -> child.environment().putAll(addressOf(server, database)));
        Process started = child.start();
        children.add(started);
        return started;
    }

    private static Map<String, String> addressOf(TestServer server, TestDatabase database) {
        String prefix = "ORM_TEST_" + database.kind().name().toUpperCase(Locale.ROOT) + "_";
        return Map.of(
                prefix + "URL", database.jdbcUrl(),
                prefix + "USER", server.adminUser(),
                prefix + "PASSWORD", server.adminPassword());
    }

    private static String output(Process child) {
        try {
            return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "the output cannot be read: " + e.getMessage();
        }
    }

    /** A query of one row that takes about a second. */
    private static String wait(TestDatabase database) {
        return switch (database.kind()) {
            case SQLITE -> database.slowQuery(BUILDING);
            case POSTGRES -> "select 1 from pg_sleep(1)";
            case MYSQL, MARIADB -> "select sleep(1)";
        };
    }

    /** Three steps, the second of which takes a while. */
    private static long rows(DatabaseKind kind, String table, String wait) {
        Schema schema = Schema.sql(
                "create table " + table + " (id bigint primary key)",
                "insert into " + table + " (id) " + wait,
                "insert into " + table + " (id) values (-1)");
        try (CleanDatabases databases = CleanDatabases.of(kind, schema);
                CleanDatabase clean = databases.take(Reset.TEMPLATE)) {
            return clean.orm().fetchSingle(Sql.of("select count(*) from " + table), Long.class);
        }
    }

    /** Takes the kind, the name of the table, and a query that takes a while; ends with 0 if the template was whole. */
    public static void main(String[] arguments) {
        long rows = rows(DatabaseKind.valueOf(arguments[0]), arguments[1], arguments[2]);
        System.exit(rows == ROWS ? 0 : 1);
    }
}
