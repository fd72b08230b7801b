package dev.cormorant.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes the native library that the JDBC driver unpacks for this process, as soon as it is loaded. The JDBC driver removes it
 * at the end of the JVM only: one that is killed leaves 1 MB behind, and each class loader that loads the driver adds another.
 *
 * <p>Linux tells which files are mapped into this process, and a mapped file stays usable without its name. Only those are
 * removed, and only if the JDBC driver named them: a library that was put somewhere on purpose stays. On other systems nothing is
 * done.
 */
final class UnpackedLibrary {

    private static final Path MAPPED = Path.of("/proc/self/maps");
    private static final String LIBRARY = "-libsqlitejdbc.so";
    private static final Pattern NAME = Pattern.compile(
            ".* (/.*/sqlite-[0-9.]+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}" + Pattern.quote(LIBRARY) + ")");
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private UnpackedLibrary() {}

    /** Removes it; does nothing from the second call on. */
    static void remove() {
        if (!DONE.compareAndSet(false, true) || !Files.isReadable(MAPPED)) {
            return;
        }
        try {
            for (String library : mapped()) {
                Files.deleteIfExists(Path.of(library));
                Files.deleteIfExists(Path.of(library + ".lck"));
            }
        } catch (IOException kept) {
            // It is removed at the end of the JVM then, as without us.
            SqliteDriver.LOG.debug("the unpacked native library of SQLite could not be removed yet", kept);
        }
    }

    private static Set<String> mapped() throws IOException {
        Set<String> libraries = new HashSet<>();
        for (String line : Files.readAllLines(MAPPED)) {
            // Each jar and library of the JVM is among them, and the pattern tries every blank of a line.
            Matcher name = line.endsWith(LIBRARY) ? NAME.matcher(line) : null;
            if (name != null && name.matches()) {
                libraries.add(name.group(1));
            }
        }
        return libraries;
    }
}
