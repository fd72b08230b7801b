package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random command lines over every command and option that the help names. More of them with
 * {@code -Dorm.test.repeats.command-lines=10000}, the same ones with {@code -Dorm.test.seed=…}.
 */
final class ArgumentFuzzTest {

    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]+) ");
    private static final Pattern OPTION = Pattern.compile("(?m)^\\s+(?:-\\w, )?(--[a-z][a-z-]*)(=?)");
    private static final Set<String> LEFT_OUT = Set.of("--help", "--version", "--verbose");

    /** Those that write where they are run, or read what is typed, without a database. */
    private static final Set<String> WITHOUT_DATABASE = Set.of("new", "demo", "completion", "help");

    private static final int LINES = Integer.getInteger("orm.test.repeats.command-lines", 150);

    private final long seed = Long.getLong("orm.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Map<String, Boolean>> commands = new TreeMap<>();
    private final AtomicInteger connections = new AtomicInteger();

    @TempDir
    private Path folder;

    private ServerSocket server;

    @BeforeEach
    void readTheHelp() throws IOException {
        System.out.println("seed of the command lines: " + seed);
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(this::accept, "counts-connections");
        accepting.setDaemon(true);
        accepting.start();
        Matcher names = COMMAND.matcher(OrmRun.of("--help").out());
        while (names.find()) {
            Map<String, Boolean> options = new LinkedHashMap<>();
            Matcher option = OPTION.matcher(OrmRun.of(names.group(1), "--help").out());
            while (option.find()) {
                options.put(option.group(1), !option.group(2).isEmpty());
            }
            options.keySet().removeAll(LEFT_OUT);
            commands.put(names.group(1), options);
        }
        assertThat(commands).containsKeys("migrate", "diff", "seed", "query", "export", "lint", "doctor", "clean");
        assertThat(commands.get("migrate")).containsEntry("--url", true).containsEntry("--json", false);
    }

    private void accept() {
        try {
            while (true) {
                server.accept().close();
                connections.incrementAndGet();
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    @AfterEach
    void stopCounting() throws IOException {
        server.close();
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private String value() {
        return any(List.of(
                "",
                " ",
                "a b",
                "7",
                "-1",
                "99999999999999999999",
                "x=y",
                "=",
                "\u00fcml\u00e4ut",
                "${x}",
                "'",
                "\"",
                "*",
                "%s%n",
                "/nonexistent/x",
                folder.toString(),
                "postgres:15",
                "jdbc:nothing",
                "select 1",
                "2.1",
                "a,b",
                "\t",
                "sesame"));
    }

    private String url() {
        return any(List.of(
                "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/x",
                "jdbc:mysql://127.0.0.1:" + server.getLocalPort() + "/x",
                "jdbc:sqlite:" + folder.resolve("fuzz.db")));
    }

    /** Options in their right form, with any values. */
    private List<String> line(String command, String url) {
        List<String> line = new ArrayList<>(List.of(command));
        Map<String, Boolean> options = commands.get(command);
        List<String> names = List.copyOf(options.keySet());
        int count = names.isEmpty() ? 0 : random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String name = any(names);
            line.add(
                    Boolean.TRUE.equals(options.get(name))
                            ? name + "=" + (name.equals("--url") ? url : value())
                            : name);
        }
        return line;
    }

    @Test
    void noUnknownWordEverOpensAConnection() {
        for (int i = 0; i < LINES; i++) {
            List<String> line = line(any(List.copyOf(commands.keySet())), url());
            if (commands.get(line.get(0)).containsKey("--url")) {
                line.add("--url=" + url());
            }
            boolean misspeltCommand = random.nextInt(4) == 0;
            if (misspeltCommand) {
                line.set(0, line.get(0) + any(List.of("x", "s", "-", "_all", "0")));
            } else {
                String known = any(List.of("--url", "--json", "--unknown", "--locatoin", "--dryrun", "-q", "--Url"));
                line.add(1 + random.nextInt(line.size()), known + "x" + random.nextInt(100));
            }
            assertRefused(line);
        }
        assertThat(connections).as("connections to a server").hasValue(0);
        assertThat(folder).isEmptyDirectory();
    }

    private void assertRefused(List<String> line) {
        OrmRun run = OrmRun.of(Map.of("ORM_PASSWORD", "secret"), line.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s: %s", line, run.err()).isEqualTo(2);
        assertThat(run.err()).as("%s", line).startsWith("orm: ").hasLineCount(1);
        assertThat(run.out()).as("%s", line).isEmpty();
    }

    @Test
    void everyFailureIsOneLineAndACode() {
        List<String> asking = commands.keySet().stream()
                .filter(command -> !WITHOUT_DATABASE.contains(command))
                .toList();
        for (int i = 0; i < LINES; i++) {
            List<String> line = line(
                    any(asking), any(List.of("jdbc:sqlite:/nonexistent/x.db", "jdbc:nothing", "", "jdbc:sqlite:")));
            OrmRun run = OrmRun.of(line.toArray(String[]::new));
            assertThat(run.exitCode()).as("%s: %s", line, run.err()).isBetween(0, 8);
            assertThat(run.err()).as("%s", line).doesNotContain("\tat ", "Exception");
            boolean failed = Set.of(1, 2, 7).contains(run.exitCode());
            if (failed && !line.get(0).equals("doctor")) {
                assertThat(run.err()).as("%s", line).startsWith("orm: ").hasLineCount(1);
            }
        }
    }
}
