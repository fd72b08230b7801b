package dev.cormorant.testing.server;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * A server in a container, through Testcontainers.
 *
 * <p>Everything happens on a thread of its own: without a reachable image registry Testcontainers tries for two minutes to
 * get each image, its own helpers included, and that wait cannot be set shorter.
 *
 * @param settings the time limit and other images than the usual ones
 */
record DockerSource(ServerSettings settings) implements ServerSource {
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(15);
    /** One wait is enough: where one image cannot be pulled in time, the others cannot either. */
    private static final AtomicBoolean TOO_SLOW = new AtomicBoolean();

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public TestServer start(ServerKind kind) throws RefusedException {
        if (!DockerSigns.ofThisMachine().any()) {
            throw new RefusedException("no Docker is installed or configured");
        }
        if (TOO_SLOW.get()) {
            throw new RefusedException("Docker was too slow for another server already");
        }
        boolean available = within(LOOK_LIMIT, "looking for Docker", DockerSource::isRunning, late -> {});
        if (!available) {
            throw new RefusedException("no Docker is running");
        }
        String image = settings.text("orm.test." + kind.id() + ".image").orElse(imageOf(kind));
        return within(
                settings.dockerTimeout(),
                "getting and starting the image " + image,
                () -> startContainer(kind, image),
                TestServer::close);
    }

    private static boolean isRunning() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    private static <T> T within(Duration limit, String action, Callable<T> work, BoundedWork.Cleanup<T> cleanup)
            throws RefusedException {
        return new BoundedWork(limit, action).run(work, cleanup).orElseThrow(() -> {
            TOO_SLOW.set(true);
            return new RefusedException(action + " took longer than " + limit.toSeconds() + " s");
        });
    }

    private static String imageOf(ServerKind kind) {
        return switch (kind) {
            case POSTGRES -> "postgres:18";
            case MYSQL -> "mysql:8.4";
            case MARIADB -> "mariadb:11.4";
        };
    }

    private static TestServer startContainer(ServerKind kind, String image) throws RefusedException {
        String password = HexFormat.of().formatHex(new SecureRandom().generateSeed(12));
        GenericContainer<?> container = new GenericContainer<>(image)
                .withEnv(environmentOf(kind, password))
                .withCommand(commandOf(kind))
                .withExposedPorts(kind.isPostgres() ? 5432 : 3306)
                // The images start a first server for their own set-up; only a connection tells the real one.
                .waitingFor(new NoWait());
        try {
            container.start();
            ServerAddress address = new ServerAddress(
                    kind,
                    container.getHost(),
                    container.getFirstMappedPort(),
                    "",
                    kind.isPostgres() ? "postgres" : "root",
                    password);
            awaitConnections(address, container);
            return TestServer.open(address, "Docker image " + image, Optional.empty(), container::stop);
        } catch (RefusedException | RuntimeException e) {
            container.stop();
            throw e;
        }
    }

    private static Map<String, String> environmentOf(ServerKind kind, String password) {
        return switch (kind) {
            case POSTGRES -> Map.of("POSTGRES_PASSWORD", password);
            case MYSQL -> Map.of("MYSQL_ROOT_PASSWORD", password, "MYSQL_ROOT_HOST", "%");
            case MARIADB -> Map.of("MARIADB_ROOT_PASSWORD", password, "MARIADB_ROOT_HOST", "%");
        };
    }

    private static String[] commandOf(ServerKind kind) {
        return kind.isPostgres()
                ? new String[] {"postgres", "-c", "fsync=off", "-c", "max_connections=200"}
                : new String[] {
                    kind == ServerKind.MYSQL ? "mysqld" : "mariadbd",
                    "--local-infile=1",
                    "--max-connections=200",
                    "--skip-log-bin",
                    "--innodb-flush-log-at-trx-commit=2"
                };
    }

    /** Ends with a connection, with the container, or by the interrupt that follows the time limit. */
    private static void awaitConnections(ServerAddress address, GenericContainer<?> container) throws RefusedException {
        while (container.isRunning()) {
            try (Connection connection = address.connectForManaging()) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                // Not up yet; why not does not matter until the limit, which names the image.
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RefusedException("gave up waiting for connections", e);
            }
        }
        throw new RefusedException("the container ended before it accepted connections");
    }

    /** We wait ourselves. */
    private static final class NoWait extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            // Nothing to wait for here.
        }
    }
}
