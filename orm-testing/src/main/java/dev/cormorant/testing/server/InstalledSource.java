package dev.cormorant.testing.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server from programs that are installed on the machine; a server that already runs there is left alone.
 *
 * @param settings where things are kept
 */
record InstalledSource(ServerSettings settings) implements ServerSource {
    private static final List<Path> USUAL_PLACES = Stream.of(
                    "/usr/local/pgsql/bin",
                    "/usr/sbin",
                    "/usr/local/sbin",
                    "/usr/libexec",
                    "/usr/local/mysql/bin",
                    "/usr/local/bin",
                    "/usr/bin",
                    "/opt/mysql/bin",
                    "/opt/mariadb/bin")
            .map(Path::of)
            .toList();

    @Override
    public String name() {
        return "installed";
    }

    @Override
    public TestServer start(ServerKind kind) throws RefusedException, IOException {
        ServerAccount account =
                kind.isPostgres() ? ServerAccount.notRoot(ServerAccount.NOT_ROOT) : ServerAccount.ofThisJvm();
        Workspace workspace = Workspace.of(settings, account);
        List<String> refusals = new ArrayList<>();
        for (Path program : candidates(kind)) {
            try {
                return start(kind, program, account, workspace);
            } catch (RefusedException e) {
                refusals.add(program + ": " + e.reason());
            }
        }
        throw new RefusedException(
                refusals.isEmpty() ? "no " + kind.label() + " server program found" : String.join("; ", refusals));
    }

    private static TestServer start(ServerKind kind, Path program, ServerAccount account, Workspace workspace)
            throws RefusedException, IOException {
        ServerBinaries binaries = ServerBinaries.of(homeOf(program), program, workspace);
        String description = binaries.describe();
        // A program of the name mysqld may well be MariaDB.
        if (!kind.isPostgres() && description.contains("MariaDB") != (kind == ServerKind.MARIADB)) {
            throw new RefusedException("it is not " + kind.label());
        }
        Launcher launcher =
                kind.isPostgres() ? new PostgresLauncher(binaries, account) : new MySqlLauncher(kind, binaries);
        return new LocalServers(workspace).start(launcher, nameOf(kind, program, description), "installed " + program);
    }

    private static String nameOf(ServerKind kind, Path program, String description) {
        return "installed-" + kind.id() + "-"
                + ServerBinaries.versionIn(description).orElse("unknown") + "-"
                + Integer.toHexString(program.toString().hashCode());
    }

    /** {@return the folder above {@code bin} or {@code sbin}} */
    private static Path homeOf(Path program) {
        return Optional.ofNullable(program.getParent()).map(Path::getParent).orElse(Path.of("/"));
    }

    private static List<Path> candidates(ServerKind kind) throws IOException {
        List<String> programs =
                switch (kind) {
                    case POSTGRES -> List.of("postgres");
                    case MYSQL -> List.of("mysqld");
                    case MARIADB -> List.of("mariadbd", "mysqld");
                };
        List<Path> folders = new ArrayList<>();
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .forEach(folders::add);
        if (kind.isPostgres()) {
            folders.addAll(postgresFolders());
        }
        folders.addAll(USUAL_PLACES);
        return folders.stream()
                .flatMap(folder -> programs.stream().map(folder::resolve))
                .filter(Files::isExecutable)
                .filter(program -> !kind.isPostgres() || Files.isExecutable(program.resolveSibling("initdb")))
                .distinct()
                .toList();
    }

    /** {@return where Debian and its relatives put PostgreSQL, newest version first} */
    private static List<Path> postgresFolders() throws IOException {
        Path parent = Path.of("/usr/lib/postgresql");
        List<Path> versions = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent)) {
                folders.forEach(versions::add);
            }
        }
        return versions.stream()
                .sorted(Comparator.comparingInt(InstalledSource::versionOf).reversed())
                .map(version -> version.resolve("bin"))
                .toList();
    }

    private static int versionOf(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
    }
}
