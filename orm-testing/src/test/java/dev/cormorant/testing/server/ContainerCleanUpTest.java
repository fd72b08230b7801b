package dev.cormorant.testing.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;

/** What is left of a container when the JVM that started it was killed: nothing, after the next start. */
@EnabledIf(value = "dockerRuns", disabledReason = "no Docker is running")
final class ContainerCleanUpTest {

    static boolean dockerRuns() {
        return DockerSigns.ofThisMachine().any()
                && DockerClientFactory.instance().isDockerAvailable();
    }

    @Test
    void isRemovedByTheNextRunWhenTheJvmWasKilled() throws Exception {
        JvmOwner self = JvmOwner.ofThisJvm();
        ServerContainer first = start();
        try {
            Process child = startChild();
            assertThat(containersOf(child.pid())).hasSize(1);
            child.destroyForcibly().waitFor();
            assertThat(containersOf(child.pid())).as("it outlives its JVM").hasSize(1);

            ServerContainer next = start();
            next.remove();
            assertThat(containersOf(child.pid())).isEmpty();
            assertThat(containersOf(self.pid()))
                    .as("a JVM that lives keeps its own")
                    .isNotEmpty();
        } finally {
            first.remove();
        }
    }

    private static ServerContainer start() throws Exception {
        ServerSettings settings = ServerSettings.ofThisJvm();
        return ServerContainer.start(ServerKind.POSTGRES, image(), settings.dockerTimeout());
    }

    private static String image() {
        return ServerSettings.ofThisJvm().text("orm.test.postgres.image").orElse("postgres:18");
    }

    private static List<Container> containersOf(long pid) {
        DockerClient docker = DockerClientFactory.instance().client();
        return docker
                .listContainersCmd()
                .withLabelFilter(List.of(ServerContainer.OWNER))
                .withShowAll(true)
                .exec()
                .stream()
                .filter(container -> JvmOwner.parse(container.getLabels().get(ServerContainer.OWNER))
                        .filter(owner -> owner.pid() == pid)
                        .isPresent())
                .toList();
    }

    private static Process startChild() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorm.test.sources=docker",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerOwner.class.getName(),
                        ServerKind.POSTGRES.name())
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        Optional<String> ready =
                output.lines().filter(line -> line.startsWith("PORT ")).findFirst();
        assertThat(ready).as("the child has a server").isPresent();
        return child;
    }
}
