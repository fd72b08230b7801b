package dev.cormorant.testing.server;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.opentest4j.TestAbortedException;

/**
 * The way to a running server: started at the first call, shared by all tests of the JVM, stopped when the JVM ends.
 *
 * <p>A server is looked for in this order, and each refusal is one line on standard output:
 *
 * <ol>
 *   <li>a URL in the environment, {@code ORM_TEST_POSTGRES_URL}, {@code ORM_TEST_MYSQL_URL} or {@code
 *       ORM_TEST_MARIADB_URL}, with {@code …_USER} and {@code …_PASSWORD} of an account that may create databases;
 *   <li>a running Docker; the image is {@code ORM_TEST_POSTGRES_IMAGE} and so on, and all of it may take {@code
 *       ORM_TEST_DOCKER_TIMEOUT} seconds, by default 60;
 *   <li>server binaries in a jar of the class path;
 *   <li>server programs installed on the machine.
 * </ol>
 *
 * <p>{@code ORM_TEST_SOURCES} limits that to some of {@code environment,docker,embedded,installed}. Where no server is
 * found, tests fail if {@code ORM_TEST_MISSING} is {@code fail}, the default where {@code CI} is set, and are skipped if it
 * is {@code skip}, the default elsewhere. {@code ORM_TEST_CACHE} names the folder for unpacked binaries, by default {@code
 * .cache/cormorant} in the home folder, and {@code ORM_TEST_DATA} the one for the data of running servers, by default {@code
 * /dev/shm} where that is in memory and plenty is free, else the folder for temporary files. Each setting is also a system property: {@code orm.test.missing} and so on.
 */
public final class TestServers {
    private static final TestServers OF_THIS_JVM = new TestServers();

    private final Map<ServerKind, Slot> slots = new EnumMap<>(ServerKind.class);

    private TestServers() {
        for (ServerKind kind : ServerKind.values()) {
            slots.put(kind, new Slot(kind));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAll, "test-servers-stop"));
    }

    /**
     * {@return the server of a kind, started if this is the first call}
     *
     * <p>Thread-safe; servers of two kinds may start at the same time. A search that found nothing is not repeated.
     *
     * @param kind which product
     * @throws IllegalStateException if there is no such server and that is to fail; the message has all refusals
     * @throws TestAbortedException if there is no such server and the test is to be skipped
     */
    public static TestServer get(ServerKind kind) {
        return Objects.requireNonNull(OF_THIS_JVM.slots.get(kind)).get();
    }

    /** Stops the servers side by side: each takes up to a second or so. */
    private void closeAll() {
        List<Thread> threads = slots.values().stream()
                .map(slot -> new Thread(slot::close, "test-server-stop-" + slot.kind.id()))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** What became of the search for one kind. */
    private static final class Slot {
        private final ServerKind kind;
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<TestServer> server = Optional.empty();
        private Optional<RefusedException> refusal = Optional.empty();

        Slot(ServerKind kind) {
            this.kind = kind;
        }

        TestServer get() {
            lock.lock();
            try {
                if (server.isEmpty() && refusal.isEmpty()) {
                    search();
                }
                return server.orElseThrow(this::missing);
            } finally {
                lock.unlock();
            }
        }

        private void search() {
            try {
                List<ServerSource> sources = ServerSource.allowedBy(ServerSettings.ofThisJvm());
                server = Optional.of(new ServerSearch(sources, System.out::println).find(kind));
            } catch (RefusedException e) {
                refusal = Optional.of(e);
            }
        }

        private RuntimeException missing() {
            RefusedException reason = refusal.orElseThrow();
            return ServerSettings.ofThisJvm().failsWhenMissing()
                    ? new IllegalStateException(reason.reason(), reason)
                    : new TestAbortedException(reason.reason(), reason);
        }

        /** Does not wait for a search that is under way when the JVM is told to end: its lease covers what it started. */
        void close() {
            if (!lock.tryLock()) {
                return;
            }
            try {
                if (server.isPresent()) {
                    server.get().close();
                }
            } catch (IOException | RuntimeException e) {
                System.out.println("[test server] " + kind.label() + " was not stopped cleanly: " + e.getMessage());
            } finally {
                lock.unlock();
            }
        }
    }
}
