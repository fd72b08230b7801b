package dev.cormorant.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of a server when the JVM that started it has ended: nothing, at the latest after the next start. */
final class ServerCleanUpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILLS = Integer.getInteger("orm.test.repeats.kill", 1);
    private static final int LONGEST_LIFE_MILLIS = 3000;

    /** Shared by nobody else, so that only the servers of these tests are in it. */
    @TempDir
    private Path temporary;

    private final List<Process> children = new ArrayList<>();

    @BeforeEach
    void letOtherAccountsIn() throws IOException {
        // PostgreSQL may have to run as another account than root.
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void endChildren() throws Exception {
        for (Process child : children) {
            child.getOutputStream().close();
            child.destroyForcibly().waitFor();
        }
        // Whatever a failed test left running.
        ServerLease.reap(leases());
        // JUnit warns about each link to the outside that it finds.
        for (Path link : list(temporary.resolve("cache"), "-")) {
            Files.delete(link);
        }
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void leavesNothingWhenTheJvmEnds(ServerKind kind) throws Exception {
        if (!TestServers.get(kind).isControllable()) {
            return;
        }
        Process child = startChild(kind);
        ProcessHandle server = serverOf();
        assertThat(server.isAlive()).isTrue();

        child.getOutputStream().close();

        assertThat(child.waitFor()).isZero();
        assertThat(server.isAlive()).isFalse();
        assertThat(serverFolders()).isEmpty();
        assertThat(leaseFiles()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void isClearedUpByTheNextRunWhenTheJvmWasKilled(ServerKind kind) throws Exception {
        if (!TestServers.get(kind).isControllable()) {
            return;
        }
        Process killed = startChild(kind);
        ProcessHandle server = serverOf();
        List<Path> folders = serverFolders();
        assertThat(folders).hasSize(1);

        killed.destroyForcibly().waitFor();
        assertThat(server.isAlive()).as("the server outlives its JVM").isTrue();
        assertThat(segments(server)).hasSize(kind.isPostgres() ? 1 : 0);
        assertThat(Files.readString(Path.of("/proc", String.valueOf(server.pid()), "maps")))
                .doesNotContain("/dev/shm/PostgreSQL");

        Process next = startChild(kind);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.isAlive()).isFalse());
        assertThat(segments(server)).isEmpty();
        assertThat(serverFolders()).hasSize(1).doesNotContainAnyElementsOf(folders);
        assertThat(leaseFiles()).hasSize(1);

        next.getOutputStream().close();
        assertThat(next.waitFor()).isZero();
        assertThat(serverFolders()).isEmpty();
        assertThat(leaseFiles()).isEmpty();
    }

    /** Killed while it looks for servers, unpacks, copies, starts, and while it works with one. */
    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void leavesOneServerAtMostHoweverOftenTheJvmIsKilled(ServerKind kind) throws Exception {
        if (!TestServers.get(kind).isControllable()) {
            return;
        }
        long seed = Long.getLong("orm.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int kill = 1; kill <= KILLS; kill++) {
            Process child = launch(kind);
            child.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
            child.destroyForcibly().waitFor();
            assertThat(runningServers()).as("kill %d of seed %d", kill, seed).hasSizeLessThanOrEqualTo(1);
        }
        Process next = startChild(kind);
        assertThat(runningServers()).hasSize(1);
        assertThat(serverFolders()).hasSize(1);

        next.getOutputStream().close();
        assertThat(next.waitFor()).isZero();
        assertThat(serverFolders()).isEmpty();
        assertThat(leaseFiles()).isEmpty();
    }

    /** Starts a JVM with a server of its own, and returns when that accepts connections. */
    private Process startChild(ServerKind kind) throws Exception {
        Process child = launch(kind);
        BufferedReader output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith("PORT ")) {
                return child;
            }
        }
        throw new AssertionError("the child ended without a server: " + lines);
    }

    private Process launch(ServerKind kind) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dorm.test.data=" + temporary,
                        "-Dorm.test.cache=" + cacheFor(kind),
                        "-Dorm.test.sources=embedded,installed",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerOwner.class.getName(),
                        kind.name())
                .redirectErrorStream(true)
                .start();
        children.add(child);
        return child;
    }

    /** Lends the unpacked servers to a cache with leases of its own, which no other JVM clears up. */
    private Path cacheFor(ServerKind kind) throws IOException, RefusedException {
        Path cache = temporary.resolve("cache");
        Files.createDirectories(cache);
        ServerAccount account =
                kind.isPostgres() ? ServerAccount.notRoot(ServerAccount.NOT_ROOT) : ServerAccount.ofThisJvm();
        Path lender = Workspace.of(ServerSettings.ofThisJvm(), account).cache();
        for (Path folder : list(lender, "-")) {
            Path link = cache.resolve(folder.getFileName());
            if (Files.isDirectory(folder) && Files.notExists(link)) {
                Files.createSymbolicLink(link, folder);
            }
        }
        return cache;
    }

    private Path leases() {
        return temporary.resolve("cache").resolve("leases");
    }

    private ProcessHandle serverOf() throws IOException {
        Properties note = new Properties();
        try (var reader = Files.newBufferedReader(leaseFiles().get(0))) {
            note.load(reader);
        }
        return ProcessHandle.of(Long.parseLong(note.getProperty("server.pid"))).orElseThrow();
    }

    /** The shared memory of System V that a process has made: its number is the fifth column. */
    private static List<String> segments(ProcessHandle maker) throws IOException {
        return Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
                .filter(line -> line.strip().split("\\s+", -1)[4].equals(String.valueOf(maker.pid())))
                .toList();
    }

    private List<Path> leaseFiles() throws IOException {
        return list(leases(), "lease");
    }

    private List<Path> serverFolders() throws IOException {
        return list(temporary, "cormorant-");
    }

    private List<Path> runningServers() throws IOException {
        return serverFolders().stream()
                .filter(folder -> !ServerLease.serversIn(folder).isEmpty())
                .toList();
    }

    private static List<Path> list(Path folder, String part) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(part))
                    .toList();
        }
    }
}
