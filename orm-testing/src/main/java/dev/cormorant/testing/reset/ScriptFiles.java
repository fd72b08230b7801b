package dev.cormorant.testing.reset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Reads all files below a location of migrations, whatever they are: scripts, their settings, and compiled classes. */
final class ScriptFiles {

    private static final String CLASS_PATH = "classpath:";
    private static final String FILES = "filesystem:";

    private ScriptFiles() {}

    /** Adds the path of each file below the location, and what is in it, in the order of the paths. */
    static void addTo(ContentHash hash, String location) {
        hash.add(location.startsWith(CLASS_PATH) ? location : FILES);
        try {
            for (SortedMap<String, byte[]> files : read(location)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    hash.add(file.getKey()).add(file.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the migrations in " + location, e);
        }
    }

    private static List<SortedMap<String, byte[]>> read(String location) throws IOException {
        if (location.startsWith(FILES)) {
            return List.of(folder(Path.of(withoutWildcard(location.substring(FILES.length())))));
        }
        String name = withoutWildcard(location.substring(CLASS_PATH.length())).replaceAll("^/+|/+$", "");
        List<SortedMap<String, byte[]>> all = new ArrayList<>();
        for (URL found : Collections.list(loader().getResources(name))) {
            all.add(
                    found.getProtocol().equals("file")
                            ? folder(Path.of(URI.create(found.toString())))
                            : jar(found, name));
        }
        return all;
    }

    private static ClassLoader loader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? ScriptFiles.class.getClassLoader() : ofThread;
    }

    /** Of {@code db/*}{@code /oracle} only {@code db}: too many files make another key, too few would not. */
    private static String withoutWildcard(String path) {
        int wildcard = path.replaceAll("[*?].*", "").length();
        return wildcard == path.length() ? path : path.substring(0, Math.max(0, path.lastIndexOf('/', wildcard)));
    }

    private static SortedMap<String, byte[]> folder(Path root) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        if (Files.isDirectory(root)) {
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path file : paths.filter(Files::isRegularFile).toList()) {
                    files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private static SortedMap<String, byte[]> jar(URL found, String name) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        URLConnection connection = found.openConnection();
        if (!(connection instanceof JarURLConnection inJar)) {
            throw new IOException("only folders and jars can be read, not " + found.getProtocol());
        }
        // Not the copy that the JVM shares: closing that would close it for others.
        inJar.setUseCaches(false);
        try (JarFile jar = inJar.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory() && entry.getName().startsWith(name + "/")) {
                    try (InputStream content = jar.getInputStream(entry)) {
                        files.put(entry.getName().substring(name.length() + 1), content.readAllBytes());
                    }
                }
            }
        }
        return files;
    }
}
