package dev.cormorant.testing.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Server binaries inside a jar of the class path: a compressed tar archive, or a folder of the jar. */
record BinaryArchive(URL resource) {
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    /** Parts of a jar folder that a server needs; the client programs and libraries are a good half of some of them. */
    private static final List<String> NEEDED =
            List.of("bin/mariadbd", "bin/my_print_defaults", "bin/resolveip", "scripts/", "share/");

    /** {@return a name for the unpacked copy that changes with the archive} */
    String name() {
        String[] jarAndPath = resource.getPath().split("!/", 2);
        String jar = jarAndPath[0];
        return jar.substring(jar.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
    }

    /** Unpacks into an empty folder, keeping links and the rights to execute. */
    void unpackTo(Path target) throws IOException {
        String path = resource.getPath();
        if (path.endsWith(".txz")) {
            try (InputStream packed = open();
                    InputStream tar = new XZCompressorInputStream(packed)) {
                unpackTar(tar, target);
            }
        } else if (path.endsWith(".tar.gz")) {
            try (InputStream packed = open();
                    InputStream tar = new GzipCompressorInputStream(packed)) {
                unpackTar(tar, target);
            }
        } else {
            unpackJarFolder(target);
        }
    }

    private InputStream open() throws IOException {
        URLConnection connection = resource.openConnection();
        // The cached jar file would stay open for the rest of the JVM's life.
        connection.setUseCaches(false);
        return new BufferedInputStream(connection.getInputStream());
    }

    private static void unpackTar(InputStream stream, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                // Refuses a name that points outside the folder.
                Path path = entry.resolveIn(target);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(parentOf(path));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    Files.copy(tar, path);
                    allow(path, (entry.getMode() & 0100) != 0);
                }
            }
        }
    }

    private void unpackJarFolder(Path target) throws IOException {
        if (!(resource.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException(resource + " is not inside a jar");
        }
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            String folder = connection.getEntryName();
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory() && entry.getName().startsWith(folder)) {
                    unpackEntry(jar, entry, entry.getName().substring(folder.length()), target);
                }
            }
        }
    }

    private static void unpackEntry(JarFile jar, JarEntry entry, String name, Path target) throws IOException {
        if (NEEDED.stream().noneMatch(name::startsWith) || name.endsWith(".jar")) {
            return;
        }
        Path path = target.resolve(name).normalize();
        if (!path.startsWith(target)) {
            throw new IOException(entry.getName() + " points outside the folder");
        }
        Files.createDirectories(parentOf(path));
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, path);
        }
        // A jar does not keep the rights of its files.
        allow(path, !name.startsWith("share/"));
    }

    private static Path parentOf(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IOException(path + " has no folder");
        }
        return parent;
    }

    /** Readable for everybody, since the server may run under another account. */
    private static void allow(Path file, boolean executable) throws IOException {
        Set<PosixFilePermission> permissions =
                executable ? PROGRAM : EnumSet.copyOf(PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(file, permissions);
    }
}
