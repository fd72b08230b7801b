package dev.cormorant.sqlite;

import dev.cormorant.core.config.ConnectionUrl;
import dev.cormorant.core.error.ConfigurationException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a database is.
 *
 * @param name what SQLite is told: an absolute path, {@code :memory:}, or nothing for a private temporary file
 * @param file the file; empty if the data live in the one connection
 * @param create whether a missing file is created
 * @param shown the file as messages show it
 */
record SqliteLocation(String name, Optional<Path> file, boolean create, String shown) {

    static SqliteLocation of(ConnectionUrl url) {
        String text = url.database().orElse("");
        Optional<String> mode = url.driverProperties().get("mode");
        if (text.startsWith(":resource:")) {
            throw new ConfigurationException("the URL " + url.redacted()
                    + " copies a resource into a shared temporary file; copy it yourself and open the copy");
        }
        String path = text.startsWith("file:") ? ofUri(text) : text;
        if (path.isEmpty()
                || path.equals(":memory:")
                || mode.filter("memory"::equals).isPresent()) {
            String name = path.isEmpty() ? "" : ":memory:";
            return new SqliteLocation(name, Optional.empty(), true, path.isEmpty() ? "a temporary file" : name);
        }
        return ofFile(path, mode.filter("rw"::equals).isEmpty(), url);
    }

    private static SqliteLocation ofFile(String path, boolean create, ConnectionUrl url) {
        try {
            Path file = Path.of(path).toAbsolutePath();
            // A name that the URL itself hides in messages stays hidden here.
            boolean hidden = !url.redacted().contains(url.database().orElse(""));
            return new SqliteLocation(file.toString(), Optional.of(file), create, hidden ? "***" : file.toString());
        } catch (InvalidPathException malformed) {
            throw new ConfigurationException(
                    "the URL " + url.redacted() + " holds no file name that this system knows", malformed);
        }
    }

    /** The path in {@code file:name}, {@code file:/name}, {@code file:///name} or {@code file://localhost/name}. */
    private static String ofUri(String uri) {
        String rest = uri.substring("file:".length());
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            if (!authority.isEmpty() && !authority.equals("localhost")) {
                throw new ConfigurationException(
                        "a SQLite file: URI names another machine; allowed are file:path, file:///path and"
                                + " file://localhost/path");
            }
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        int fragment = rest.indexOf('#');
        String path = decoded(fragment < 0 ? rest : rest.substring(0, fragment));
        // file:///C:/name is a path on a system with drives.
        return path.matches("/[A-Za-z]:[/\\\\].*") ? path.substring(1) : path;
    }

    private static String decoded(String text) {
        try {
            // The decoder is made for forms, where + is a blank; in a URI it is a plus.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ConfigurationException(
                    "a SQLite file: URI holds a malformed percent code; write %25 for a percent sign", malformed);
        }
    }

    /** {@return the same text for the same file, be it there already or not} */
    String canonical() {
        if (file.isEmpty()) {
            return shown;
        }
        Path path = file.get();
        try {
            if (Files.exists(path)) {
                return path.toRealPath().toString();
            }
            Path folder = path.getParent();
            return folder == null
                    ? path.toString()
                    : folder.toRealPath().resolve(path.getFileName()).toString();
        } catch (IOException unreadable) {
            // Then it cannot be opened either, and that says better what is wrong.
            return path.toString();
        }
    }

    /** {@return whether the data live in the one connection and end with it} */
    boolean isPrivate() {
        return file.isEmpty();
    }
}
