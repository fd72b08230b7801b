package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Where the servers of one user keep things.
 *
 * @param cache what is kept between runs and shared by the JVMs of a user: unpacked binaries, empty data folders, leases
 * @param data where the folder of each running server is made
 */
record Workspace(Path cache, Path data) {

    /**
     * {@return the workspace for servers of an account: the cache of the user's home, or a folder of that user among the
     * temporary files where the home cannot be written or the account could not read it}
     */
    static Workspace of(ServerSettings settings, ServerAccount account) throws RefusedException {
        Path data = DataFolder.ofThisMachine().choose(settings);
        Path shared =
                Path.of(System.getProperty("java.io.tmpdir")).resolve("cormorant-" + System.getProperty("user.name"));
        Optional<Path> configured = settings.cacheDirectory();
        if (configured.isPresent()) {
            return new Workspace(usable(configured.get()).orElseThrow(() -> unusable(configured.get())), data);
        }
        Path home = Path.of(System.getProperty("user.home"));
        // An account without an entry in the system's list of users has "?" as its home.
        boolean atHome = account.owner().isEmpty() && home.isAbsolute() && Files.isDirectory(home);
        Path cache = Optional.of(home.resolve(".cache").resolve("cormorant"))
                .filter(folder -> atHome)
                .flatMap(Workspace::usable)
                .or(() -> usable(shared))
                .orElseThrow(() -> unusable(shared));
        return new Workspace(cache, data);
    }

    Path leases() {
        return cache.resolve("leases");
    }

    private static RefusedException unusable(Path folder) {
        return new RefusedException("the folder " + folder + " cannot be written, or belongs to another user");
    }

    /** {@return the folder, made if need be, where it is ours alone to write: programs are run from it} */
    private static Optional<Path> usable(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            boolean ours = Files.getAttribute(folder, "unix:uid")
                    .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            return ours && Files.isWritable(folder) ? Optional.of(folder) : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            // Not writable, or no file system with owners: both mean that it cannot be used.
            return Optional.empty();
        }
    }
}
