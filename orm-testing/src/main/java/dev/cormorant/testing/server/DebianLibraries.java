package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shared libraries out of packages of Debian and its relatives, unpacked into a folder of our own: no root, and nothing of
 * the machine is changed. Where packages come from is the machine's own configuration.
 *
 * @param folder where the libraries go
 */
record DebianLibraries(Path folder) {
    /** The packages that may hold a library; newer releases mark those built for 64-bit times with {@code t64}. */
    private static final Map<String, List<String>> PACKAGES = Map.of(
            "libaio.so.1", List.of("libaio1", "libaio1t64"),
            "libnuma.so.1", List.of("libnuma1"),
            "liburing.so.2", List.of("liburing2"),
            "liburing.so.1", List.of("liburing1"),
            "libncurses.so.6", List.of("libncurses6"),
            "libtinfo.so.6", List.of("libtinfo6"),
            "libcrypt.so.1", List.of("libcrypt1"),
            "libsystemd.so.0", List.of("libsystemd0"),
            "libpmem.so.1", List.of("libpmem1"),
            "libsnappy.so.1", List.of("libsnappy1v5"));

    /** Fetches and unpacks the packages of the given libraries. */
    void fetch(Collection<String> libraries) throws IOException, RefusedException {
        Path state = OwnedFiles.folder("apt");
        try {
            List<String> options = prepare(state);
            // A broken third-party source fails an update, although what we need was found: the download will tell.
            Command.Result update = apt(state, options, List.of("update"));
            for (String library : libraries) {
                fetch(library, state, options, update);
            }
        } finally {
            new FileTree(state).delete();
        }
    }

    private void fetch(String library, Path state, List<String> options, Command.Result update)
            throws IOException, RefusedException {
        List<String> candidates = Optional.ofNullable(PACKAGES.get(library))
                .orElseThrow(() -> new RefusedException(library + " is missing, and no package is known to hold it"));
        String failure = "";
        for (String candidate : candidates) {
            Command.Result download = apt(state, options, List.of("download", candidate));
            if (download.succeeded()) {
                unpack(candidate, state);
                linkRenamed(library);
                return;
            }
            failure = download.lastLine();
        }
        throw new RefusedException(library + " is missing, and apt-get cannot download " + candidates + ": " + failure
                + "; the update before it ended with: " + update.lastLine());
    }

    private static List<String> prepare(Path state) throws IOException {
        for (String part : List.of("lists/partial", "cache/archives/partial", "log", "packages")) {
            Files.createDirectories(state.resolve(part));
        }
        Files.createFile(state.resolve("status"));
        List<String> settings = List.of(
                "Dir::State=" + state,
                "Dir::State::lists=" + state.resolve("lists"),
                "Dir::State::status=" + state.resolve("status"),
                "Dir::Cache=" + state.resolve("cache"),
                "Dir::Log=" + state.resolve("log"),
                // Root's apt would download as an account that cannot write here.
                "APT::Sandbox::User=root",
                // Only the lists of packages, nothing that describes or indexes them further.
                "Acquire::Languages=none",
                "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
                "Acquire::IndexTargets::deb::CNF::DefaultEnabled=false",
                "Acquire::IndexTargets::deb-src::Sources::DefaultEnabled=false",
                "Acquire::Retries=1",
                "Acquire::http::Timeout=15",
                "Acquire::https::Timeout=15");
        List<String> options = new ArrayList<>();
        settings.forEach(setting -> options.addAll(List.of("-o", setting)));
        return List.copyOf(options);
    }

    private static Command.Result apt(Path state, List<String> options, List<String> action) throws IOException {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
        command.addAll(options);
        command.addAll(action);
        return new Command(command, Map.of(), state.resolve("packages"), Duration.ofSeconds(90)).run();
    }

    private void unpack(String name, Path state) throws IOException, RefusedException {
        Path archive;
        try (Stream<Path> files = Files.list(state.resolve("packages"))) {
            archive = files.filter(file -> String.valueOf(file.getFileName()).startsWith(name + "_"))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException("apt-get left no file of the package " + name));
        }
        Command.Result result = Command.of(state, "dpkg-deb", "-x", archive.toString(), folder.toString())
                .run();
        if (!result.succeeded()) {
            throw new RefusedException("dpkg-deb cannot unpack " + archive.getFileName() + ": " + result.lastLine());
        }
    }

    /** Debian 13 renamed {@code libaio.so.1}; on 64-bit machines the renamed build is the same library. */
    private void linkRenamed(String library) throws IOException {
        List<Path> renamed;
        try (Stream<Path> files = Files.walk(folder)) {
            renamed = files.filter(file -> String.valueOf(file.getFileName()).equals(library + "t64"))
                    .toList();
        }
        for (Path file : renamed) {
            Path link = file.resolveSibling(library);
            if (Files.notExists(link)) {
                Files.createSymbolicLink(link, file.getFileName());
            }
        }
    }
}
