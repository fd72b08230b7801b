package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a database is shown in JMX. Run in JVMs of their own: in this one the MBean server runs already. */
final class SqliteJmxTest {

    @TempDir
    Path folder;

    /** Opens a database, reads a row, and says when JMX shows it. */
    static final class Program {
        private Program() {}

        private static boolean hasServer() {
            return !MBeanServerFactory.findMBeanServer(null).isEmpty();
        }

        public static void main(String[] args) throws Exception {
            ObjectName name = new ObjectName("dev.cormorant:type=Database,name=shown");
            int servers = MBeanServerFactory.findMBeanServer(null).size();
            System.out.println("server before: " + hasServer());
            DatabaseConfig config = DatabaseConfig.of("jdbc:sqlite:" + args[0]).withName("shown");
            try (Database database = Database.open(config);
                    Connection connection = database.connection(Access.READ, "start");
                    Statement statement = connection.createStatement()) {
                statement.executeQuery("select 1").close();
                System.out.println("server at the first row: " + hasServer());
                Awaitility.await()
                        .during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> MBeanServerFactory.findMBeanServer(null).size() == servers);
                System.out.println("server after three looks: " + hasServer());
                ManagementFactory.getPlatformMBeanServer();
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ManagementFactory.getPlatformMBeanServer()
                        .isRegistered(name));
                System.out.println("shown later: "
                        + ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Label"));
            }
            System.out.println("after the close: "
                    + ManagementFactory.getPlatformMBeanServer().isRegistered(name));
            try (Database again = Database.open(config)) {
                System.out.println("shown at once: "
                        + ManagementFactory.getPlatformMBeanServer().isRegistered(name) + " " + again.driver());
            }
        }
    }

    @Test
    void doesNotStartTheMBeanServerAndIsShownOnceSomebodyHas() throws Exception {
        assertThat(run())
                .containsSubsequence(
                        "server before: false",
                        "server at the first row: false",
                        "server after three looks: false",
                        "shown later: sqlite \"shown\"",
                        "after the close: false",
                        "shown at once: true sqlite");
    }

    @Test
    void isShownAtOnceWhereAnAgentHasStartedTheMBeanServer() throws Exception {
        assertThat(run("-Dcom.sun.management.jmxremote"))
                .containsSubsequence("server before: true", "server at the first row: true", "after the close: false");
    }

    private List<String> run(String... options) throws Exception {
        Path log = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        command.add(folder.resolve("shown.db").toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as("%s", lines).isZero();
        return lines;
    }
}
