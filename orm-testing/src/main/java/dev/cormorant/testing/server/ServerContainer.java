package dev.cormorant.testing.server;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** A server in a container that this JVM has started; Testcontainers removes it when the JVM ends. Thread-safe. */
final class ServerContainer implements ServerControl {
    /** The label on a container that says which JVM it was started for. */
    static final String OWNER = "dev.cormorant.owner";

    private static final Duration RESTART_LIMIT = Duration.ofMinutes(1);
    private static final int STOP_SECONDS = 8;
    private static final int ATTEMPTS = 3;

    private final GenericContainer<?> container;
    private final ServerAddress address;

    private ServerContainer(GenericContainer<?> container, ServerAddress address) {
        this.container = container;
        this.address = address;
    }

    /** Starts a container and returns when its server accepts connections, within a limit; ends early when the thread is interrupted. */
    static ServerContainer start(ServerKind kind, String image, Duration limit) throws RefusedException, IOException {
        removeLeftovers();
        String password = HexFormat.of().formatHex(new SecureRandom().generateSeed(12));
        GenericContainer<?> container = container(kind, image, password);
        try {
            container.start();
            ServerAddress address = new ServerAddress(
                    kind,
                    container.getHost(),
                    container.getFirstMappedPort(),
                    "",
                    kind.isPostgres() ? "postgres" : "root",
                    password);
            ServerContainer started = new ServerContainer(container, address);
            new ServerUp(address, limit).await(started::check);
            return started;
        } catch (RefusedException | IOException | RuntimeException e) {
            container.stop();
            throw e;
        }
    }

    private static GenericContainer<?> container(ServerKind kind, String image, String password) throws IOException {
        int port = kind.isPostgres() ? 5432 : 3306;
        GenericContainer<?> container = new GenericContainer<>(image)
                .withEnv(environmentOf(kind, password))
                .withCommand(commandOf(kind))
                .withExposedPorts(port)
                .withCreateContainerCmdModifier(command -> bind(command, port))
                // Between our choice of a port and the container's start somebody else may have taken it.
                .withStartupAttempts(ATTEMPTS)
                // The images start a first server for their own set-up; only a connection tells the real one.
                .waitingFor(new NoWait());
        JvmOwner owner = JvmOwner.ofThisJvm();
        if (owner.isUnmistakable()) {
            container.withLabel(OWNER, owner.text());
        }
        return container;
    }

    /** Removes the containers of JVMs that are gone: without Testcontainers' own helper nobody has done it. */
    private static void removeLeftovers() {
        DockerClient docker = DockerClientFactory.instance().client();
        List<Container> labelled = docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(OWNER))
                .exec();
        for (Container found : labelled) {
            String owner = found.getLabels().getOrDefault(OWNER, "");
            if (JvmOwner.parse(owner).filter(JvmOwner::isGone).isPresent()) {
                remove(docker, found.getId());
            }
        }
    }

    private static void remove(DockerClient docker, String id) {
        try {
            docker.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (DockerException e) {
            // Another run is removing it, or has done so.
        }
    }

    /** The same port after a restart, which Docker would choose anew otherwise. */
    private static void bind(CreateContainerCmd command, int port) {
        try {
            Ports.Binding binding = Ports.Binding.bindPort(LocalServers.freePort());
            Objects.requireNonNullElseGet(command.getHostConfig(), HostConfig::newHostConfig)
                    .withPortBindings(new PortBinding(binding, ExposedPort.tcp(port)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for a free port", e);
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

    /** {@return where the server listens} */
    ServerAddress address() {
        return address;
    }

    /** Ends the server and removes its container at once. */
    void remove() {
        container.stop();
    }

    @Override
    public synchronized void pause() throws IOException {
        if (!is(ContainerState::getPaused)) {
            tell("pause", () -> docker().pauseContainerCmd(id()).exec());
        }
    }

    @Override
    public synchronized void resume() throws IOException {
        if (is(ContainerState::getPaused)) {
            tell("unpause", () -> docker().unpauseContainerCmd(id()).exec());
        }
    }

    @Override
    public synchronized void kill() throws IOException {
        if (is(ContainerState::getRunning)) {
            tell("kill", () -> docker().killContainerCmd(id()).exec());
        }
    }

    @Override
    public synchronized void restart() throws IOException, RefusedException {
        resume();
        tell("restart", () -> docker().restartContainerCmd(id())
                .withTimeout(STOP_SECONDS)
                .exec());
        new ServerUp(address, RESTART_LIMIT).await(this::check);
    }

    private interface Question {
        Boolean ask(ContainerState state);
    }

    private boolean is(Question question) throws IOException {
        try {
            return Boolean.TRUE.equals(
                    question.ask(docker().inspectContainerCmd(id()).exec().getState()));
        } catch (DockerException e) {
            throw new IOException("Docker does not tell how the container is", e);
        }
    }

    private static void tell(String what, Runnable command) throws IOException {
        try {
            command.run();
        } catch (DockerException e) {
            throw new IOException("Docker did not " + what + " the container", e);
        }
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private String id() {
        return container.getContainerId();
    }

    private void check() throws IOException, RefusedException {
        if (!is(ContainerState::getRunning)) {
            throw new RefusedException("the container ended before it accepted connections");
        }
    }

    /** We wait ourselves. */
    private static final class NoWait extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            // Nothing to wait for here.
        }
    }
}
