package dev.cormorant.testing.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testcontainers.DockerClientFactory;

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
        ServerContainer container = within(
                settings.dockerTimeout(),
                "getting and starting the image " + image,
                () -> ServerContainer.start(kind, image, settings.dockerTimeout()),
                ServerContainer::remove);
        return open(container, image);
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

    private static TestServer open(ServerContainer container, String image) throws RefusedException {
        try {
            // Testcontainers removes the container when the JVM ends.
            return TestServer.open(container.address(), "Docker image " + image, Optional.of(container), server -> {});
        } catch (RefusedException | RuntimeException e) {
            container.remove();
            throw e;
        }
    }
}
