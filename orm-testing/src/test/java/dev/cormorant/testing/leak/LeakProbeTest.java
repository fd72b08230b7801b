package dev.cormorant.testing.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import jdk.jfr.Recording;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LeakProbeTest {
    private static final LeakRules HASTY = LeakRules.standard().within(Duration.ofMillis(200));

    private final Path directory;

    LeakProbeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void isSilentWhenNothingIsLeft() throws Exception {
        LeakProbe before = LeakProbe.take();
        Path file = Files.writeString(directory.resolve("used.txt"), "x");
        Thread thread = new Thread(() -> {}, "short-lived");
        thread.start();
        thread.join();
        try (InputStream in = Files.newInputStream(file);
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            assertThat(in.read()).isEqualTo('x');
            assertThat(client.isConnected()).isTrue();
        }
        before.assertNothingLeft();
        assertThat(before.left()).isEmpty();
    }

    @Test
    void isSilentAboutAFileThatWasOpenBeforeAndLostItsName() throws IOException {
        Path file = Files.writeString(directory.resolve("gone.txt"), "x");
        try (InputStream in = Files.newInputStream(file)) {
            LeakProbe before = LeakProbe.take(HASTY);
            Files.delete(file);
            assertThat(in.read()).isEqualTo('x');
            before.assertNothingLeft();
        }
    }

    @Test
    void isSilentAboutWhatTheJvmOpensByItself() {
        LeakProbe before = LeakProbe.take();
        assertThat(new SecureRandom().generateSeed(4)).hasSize(4);
        assertThat(IntStream.range(0, 10_000).parallel().filter(i -> i % 7 == 0).count())
                .isEqualTo(1429);
        assertThat(ForkJoinPool.commonPool().submit(() -> 1).join()).isEqualTo(1);
        try (Recording flightRecorder = new Recording()) {
            flightRecorder.start();
            flightRecorder.stop();
        }
        assertThat(getClass().getResource("/org/assertj/core/api/Assertions.class"))
                .isNotNull();
        before.assertNothingLeft();
    }

    @Test
    void namesAThreadAndWhereItStands() throws Exception {
        LeakProbe before = LeakProbe.take(HASTY);
        CountDownLatch end = new CountDownLatch(1);
        Thread leaked = new Thread(() -> awaitQuietly(end), "left-behind");
        leaked.setDaemon(true);
        leaked.start();
        await().until(() -> leaked.getState() == Thread.State.WAITING);
        assertLeft(before)
                .withMessageContaining("1 left behind after 0.2 s")
                .withMessageContaining("thread \"left-behind\" (id " + leaked.getId() + ", daemon, WAITING)")
                .withMessageContaining("at java.base")
                .withMessageContaining("LeakProbeTest.awaitQuietly");
        end.countDown();
        leaked.join();
        before.assertNothingLeft();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesASocketWithItsAddressesAndState() throws IOException {
        LeakProbe before = LeakProbe.take(HASTY);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            assertThat(client.isConnected()).isTrue();
            assertLeft(before)
                    .withMessageContaining("2 left behind")
                    .withMessageMatching(
                            "(?s).*fd \\d+ -> socket:\\[\\d+] tcp6? 127\\.0\\.0\\.1:\\d+ -> 127\\.0\\.0\\.1:"
                                    + server.getLocalPort() + " ESTABLISHED.*")
                    .withMessageMatching("(?s).*127\\.0\\.0\\.1:" + server.getLocalPort() + " -> \\S+ LISTEN.*");
        }
        before.assertNothingLeft();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesAFileEvenIfItWasOpenOnceBefore() throws IOException {
        Path file = Files.writeString(directory.resolve("birds.db"), "x");
        try (InputStream first = Files.newInputStream(file)) {
            LeakProbe before = LeakProbe.take(HASTY);
            before.assertNothingLeft();
            try (InputStream second = Files.newInputStream(file)) {
                assertThat(first.read()).isEqualTo(second.read());
                assertLeft(before)
                        .withMessageContaining("1 left behind")
                        .withMessageContaining(" -> " + file.toRealPath());
            }
            before.assertNothingLeft();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesAFileThatWasDeletedWhileOpen() throws IOException {
        LeakProbe before = LeakProbe.take(HASTY);
        Path file = Files.writeString(directory.resolve("temporary.tmp"), "x");
        try (InputStream open = Files.newInputStream(file)) {
            Files.delete(file);
            assertThat(open.read()).isEqualTo('x');
            assertLeft(before).withMessageContaining("temporary.tmp (deleted)");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesAJarThatIsNotOnTheClassPath() throws IOException {
        LeakProbe before = LeakProbe.take(HASTY);
        Path jar = Files.write(directory.resolve("plugin.jar"), new byte[] {1});
        try (InputStream open = Files.newInputStream(jar)) {
            assertThat(open.read()).isEqualTo(1);
            assertLeft(before).withMessageContaining("plugin.jar");
        }
    }

    @Test
    void namesAnMBean() throws Exception {
        LeakProbe before = LeakProbe.take(HASTY);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("dev.cormorant.test:type=LeftBehind,name=one");
        server.registerMBean(new StandardMBean((Runnable) () -> {}, Runnable.class), name);
        assertLeft(before).withMessageContaining("MBean dev.cormorant.test:name=one,type=LeftBehind");
        server.unregisterMBean(name);
        before.assertNothingLeft();
    }

    @Test
    void comparesAFigureOfTheCallers() {
        AtomicLong sessions = new AtomicLong(3);
        LeakProbe before = LeakProbe.take(HASTY).and("server sessions", sessions::get);
        before.assertNothingLeft();
        sessions.set(2);
        before.assertNothingLeft();
        sessions.set(5);
        assertLeft(before).withMessageContaining("server sessions: 5, before: 3");
    }

    @Test
    void waitsForWhatEndsALittleLater() {
        AtomicInteger looks = new AtomicInteger();
        LeakProbe before =
                LeakProbe.take().and("handles", () -> looks.getAndIncrement() == 0 ? 0 : looks.get() < 5 ? 1 : 0);
        before.assertNothingLeft();
        assertThat(looks.get()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void looksOnceWithoutWaiting() {
        AtomicLong figure = new AtomicLong();
        LeakProbe before = LeakProbe.take().and("figure", figure::get);
        figure.set(1);
        assertThat(before.left()).containsExactly("figure: 1, before: 0");
    }

    @Test
    void keepsTheInterruptFlag() {
        AtomicLong figure = new AtomicLong();
        LeakProbe before = LeakProbe.take(HASTY).and("figure", figure::get);
        figure.set(1);
        Thread.currentThread().interrupt();
        assertLeft(before);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void overlooksWhatTheRulesName() throws Exception {
        Path file = Files.writeString(directory.resolve("log.txt"), "x");
        ObjectName name = new ObjectName("dev.cormorant.test:type=Ignored");
        LeakProbe before = LeakProbe.take(HASTY.ignoringThreads("driver-timer-*")
                .ignoringFiles("*/log.txt")
                .ignoringMBeans("dev.cormorant.test:*"));
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> awaitQuietly(end), "driver-timer-1");
        thread.start();
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(new StandardMBean((Runnable) () -> {}, Runnable.class), name);
        try (InputStream open = Files.newInputStream(file)) {
            assertThat(open.read()).isEqualTo('x');
            before.assertNothingLeft();
        } finally {
            end.countDown();
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        }
        thread.join();
    }

    @Test
    void countsAnIgnoredThreadWhenToldTo() throws Exception {
        LeakProbe lenient = LeakProbe.take(HASTY);
        LeakProbe strict = LeakProbe.take(HASTY.countingThreads("Cleaner-*"));
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> awaitQuietly(end), "Cleaner-77");
        thread.start();
        lenient.assertNothingLeft();
        assertLeft(strict).withMessageContaining("Cleaner-77");
        end.countDown();
        thread.join();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HASTY.countingThreads("HikariPool*"))
                .withMessageContaining("HikariPool*")
                .withMessageContaining("Attach Listener");
    }

    @Test
    void saysWhereItCannotSeeOpenFiles() {
        AtomicLong figure = new AtomicLong();
        LeakProbe blind =
                LeakProbe.take(HASTY, directory.resolve("no-such-list")).and("figure", figure::get);
        blind.assertNothingLeft();
        assertThat(blind).asString().contains("open files and sockets were not compared");
        figure.set(1);
        assertLeft(blind).withMessageContaining("(open files and sockets were not compared: this system has no ");
    }

    @Test
    void readsTheAddressesOfLinux() {
        assertThat(SocketNames.address("0100007F:1538")).isEqualTo("127.0.0.1:5432");
        assertThat(SocketNames.address("0000000000000000FFFF00000100007F:0CEA")).isEqualTo("127.0.0.1:3306");
        assertThat(SocketNames.address("00000000000000000000000001000000:0016")).isEqualTo("0:0:0:0:0:0:0:1:22");
    }

    @Test
    void ignoresNoDriverAndNoPoolByDefault() {
        Glob ignored = new Glob(LeakRules.STANDARD_THREADS);
        assertThat(List.of(
                        "mysql-cj-abandoned-connection-cleanup",
                        "PostgreSQL-JDBC-SharedTimer",
                        "HikariPool-1:housekeeper",
                        "pool-1-thread-1",
                        "Timer-0",
                        "ForkJoinPool-1-worker-1"))
                .noneMatch(ignored::matches);
        assertThat(List.of("ForkJoinPool.commonPool-worker-3", "JFR Recorder Thread", "process reaper (pid 12)"))
                .allMatch(ignored::matches);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @EnabledForJreRange(max = JRE.JAVA_20)
    void namesASelector() throws IOException {
        LeakProbe before = LeakProbe.take(HASTY);
        try (Selector selector = Selector.open()) {
            assertThat(selector.isOpen()).isTrue();
            assertLeft(before).withMessageContaining("anon_inode:[eventpoll]");
        }
    }

    @Test
    void overlooksTheJvmsOwnPollersOnlyWhereThereAreVirtualThreads() {
        assertThat(LeakRules.forJava(17, List.of("a"), List.of("b"))).containsExactly("a");
        assertThat(LeakRules.forJava(20, List.of("a"), List.of("b"))).containsExactly("a");
        assertThat(LeakRules.forJava(21, List.of("a"), List.of("b"))).containsExactly("a", "b");
    }

    private static ThrowableAssertAlternative<AssertionError> assertLeft(LeakProbe before) {
        return assertThatExceptionOfType(AssertionError.class).isThrownBy(before::assertNothingLeft);
    }
}
