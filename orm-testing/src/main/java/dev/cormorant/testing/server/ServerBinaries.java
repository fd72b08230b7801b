package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The programs of one server on disk.
 *
 * @param home the folder that the distribution was unpacked to, such as {@code /usr}
 * @param server the server program
 * @param environment what the programs need in their environment, such as a library path
 */
record ServerBinaries(Path home, Path server, Map<String, String> environment) {
    private static final Pattern VERSION = Pattern.compile("(?:\\bVer|\\(PostgreSQL\\))\\s+(\\d[\\w.-]*)");

    /**
     * Takes a server program with the system libraries that it needs, fetched if the machine lacks them.
     *
     * @throws RefusedException if a library is missing and cannot be had
     */
    static ServerBinaries of(Path home, Path server, Workspace workspace) throws IOException, RefusedException {
        return new ServerBinaries(home, server, new SystemLibraries(workspace.cache()).environmentFor(server));
    }

    /** {@return what the program says about itself, such as {@code mysqld Ver 8.0.15 for Linux on x86_64}} */
    String describe() throws IOException, RefusedException {
        Command.Result result = Command.of(home, server.toString(), "--version")
                .with(environment)
                .run();
        if (!result.succeeded()) {
            throw new RefusedException(server + " --version failed: " + result.lastLine());
        }
        return result.lastLine();
    }

    /** {@return the version number in what a server program says about itself} */
    static Optional<String> versionIn(String description) {
        Matcher matcher = VERSION.matcher(description);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** {@return the first of the named files that exists below the home or beside the server program} */
    Path find(String... names) throws RefusedException {
        Path beside = Optional.ofNullable(server.getParent()).orElse(home);
        return Stream.of(names)
                .flatMap(name -> Stream.of(
                        beside.resolve(name),
                        home.resolve("bin").resolve(name),
                        home.resolve("scripts").resolve(name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new RefusedException(home + " holds none of " + List.of(names)));
    }
}
