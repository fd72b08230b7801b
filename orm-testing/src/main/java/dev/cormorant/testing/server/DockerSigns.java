package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Whether anything says that Docker might be here. Only then is Testcontainers asked: to learn that there is none it takes a
 * second and reports an error of many lines.
 *
 * @param home the user's home folder
 * @param environment the environment variables
 * @param sockets where Docker listens by default
 */
record DockerSigns(Path home, Map<String, String> environment, List<Path> sockets) {

    static DockerSigns ofThisMachine() {
        Path home = Path.of(System.getProperty("user.home"));
        return new DockerSigns(
                home,
                System.getenv(),
                List.of(
                        Path.of("/var/run/docker.sock"),
                        home.resolve(".docker/run/docker.sock"),
                        home.resolve(".docker/desktop/docker.sock")));
    }

    boolean any() {
        // Elsewhere Docker listens on other things than socket files.
        boolean unix =
                Path.of("/").getFileSystem().supportedFileAttributeViews().contains("unix");
        return !unix
                || environment.containsKey("DOCKER_HOST")
                // Rootless Docker has its socket below it, in a place that depends on the user.
                || Files.exists(Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", "/run/user"), "docker.sock"))
                || sockets.stream().anyMatch(Files::exists)
                || configured();
    }

    private boolean configured() {
        Path file = home.resolve(".testcontainers.properties");
        try {
            return Files.isReadable(file) && Files.readString(file).contains(".host");
        } catch (IOException e) {
            // Unreadable after all: let Testcontainers itself say so.
            return true;
        }
    }
}
