package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shared libraries that a server program needs and the machine may lack.
 *
 * @param cache where fetched libraries are kept
 */
record SystemLibraries(Path cache) {
    private static final Pattern MISSING = Pattern.compile("(?m)^\\s*(\\S+) => not found");

    /**
     * {@return what to add to the program's environment so that it finds its libraries; empty if nothing is missing}
     *
     * @throws RefusedException if a library is missing and cannot be had
     */
    Map<String, String> environmentFor(Path program) throws IOException, RefusedException {
        TreeSet<String> missing = missing(program, Map.of());
        if (missing.isEmpty()) {
            return Map.of();
        }
        // Another release of the system has other builds of the libraries, and a home may be shared by both.
        String name = "libraries-" + String.join("-", missing) + "-" + systemRelease();
        Path fetched = new CachedDirectory(cache, name).get(folder -> new DebianLibraries(folder).fetch(missing));
        Map<String, String> environment = Map.of("LD_LIBRARY_PATH", libraryPath(fetched));
        TreeSet<String> still = missing(program, environment);
        if (!still.isEmpty()) {
            throw new RefusedException(program.getFileName() + " still misses " + still + " with the fetched packages");
        }
        return environment;
    }

    /** {@return the names that the loader cannot resolve; empty as well where there is no {@code ldd} to ask} */
    private TreeSet<String> missing(Path program, Map<String, String> environment) throws IOException {
        Command.Result result =
                Command.of(cache, "ldd", program.toString()).with(environment).run();
        return MISSING.matcher(result.output())
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String libraryPath(Path fetched) throws IOException {
        // The folder may be a link, which a walk does not follow by itself.
        try (Stream<Path> files = Files.walk(fetched.toRealPath())) {
            List<String> folders = files.filter(
                            file -> String.valueOf(file.getFileName()).contains(".so."))
                    .map(file -> String.valueOf(file.getParent()))
                    .distinct()
                    .toList();
            return String.join(":", folders);
        }
    }

    private static String systemRelease() throws IOException {
        Path description = Path.of("/etc/os-release");
        if (!Files.isReadable(description)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(description)) {
            return lines.filter(line -> line.matches("(ID|VERSION_ID)=.*"))
                    .map(line -> line.replaceAll("^[^=]*=|\"", ""))
                    .collect(Collectors.joining("-"));
        }
    }
}
