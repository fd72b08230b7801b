package dev.cormorant.testing.server;

import java.io.IOException;
import java.util.List;

/** One way to a server. */
sealed interface ServerSource permits EnvironmentSource, DockerSource, EmbeddedSource, InstalledSource {

    /** {@return the way's name in settings and printed lines} */
    String name();

    /**
     * {@return a server that accepts connections; closed by the caller}
     *
     * @throws RefusedException if this way leads to none, saying why
     * @throws IOException if something failed on disk or in a process, which is a refusal as well
     */
    TestServer start(ServerKind kind) throws RefusedException, IOException;

    /** {@return all ways that the settings allow, in their order} */
    static List<ServerSource> allowedBy(ServerSettings settings) {
        return settings.sources().stream()
                .<ServerSource>map(name -> switch (name) {
                    case "environment" -> new EnvironmentSource(settings);
                    case "docker" -> new DockerSource(settings);
                    case "embedded" -> new EmbeddedSource(settings);
                    default -> new InstalledSource(settings);
                })
                .toList();
    }
}
