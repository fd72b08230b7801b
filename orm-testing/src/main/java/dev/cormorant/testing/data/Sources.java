package dev.cormorant.testing.data;

import dev.cormorant.testing.data.internal.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds files and resources, and reads them. */
final class Sources {

    /** Test data is read into memory. */
    private static final int LARGEST = 64 << 20;

    private static final String CLASS_PATH = "classpath:";

    private Sources() {}

    static List<Source> resource(String location) {
        String path = (location.startsWith(CLASS_PATH) ? location.substring(CLASS_PATH.length()) : location)
                .replaceFirst("^/+", "");
        URL url = loaders()
                .flatMap(loader -> Optional.ofNullable(loader.getResource(path)).stream())
                .findFirst()
                .orElseThrow(() -> problem(location, "there is no such resource on the class path", null));
        if (url.getProtocol().equals("file") && Files.isDirectory(path(location, url))) {
            return folder(path.replaceFirst("/+$", ""), path(location, url));
        }
        try (InputStream bytes = url.openStream()) {
            return List.of(Source.file(path, text(location, bytes)));
        } catch (IOException e) {
            throw problem(location, "it cannot be read", e);
        }
    }

    private static Stream<ClassLoader> loaders() {
        return Stream.of(
                        Optional.ofNullable(Thread.currentThread().getContextClassLoader()),
                        Optional.ofNullable(Sources.class.getClassLoader()))
                .flatMap(Optional::stream);
    }

    private static Path path(String location, URL url) {
        try {
            URI uri = url.toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw problem(location, "it cannot be read", e);
        }
    }

    static List<Source> file(Path path) {
        if (Files.isDirectory(path)) {
            return folder(path.toString(), path);
        } else if (!Files.isRegularFile(path)) {
            throw problem(path.toString(), "there is no such file", null);
        }
        return List.of(read(path.toString(), path));
    }

    /** The files of a folder by name; what is below it stays where it is. */
    private static List<Source> folder(String name, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Source> sources = files.filter(file -> Source.isData(file.toString()))
                    .sorted()
                    .map(file -> read(name + "/" + file.getFileName(), file))
                    .toList();
            if (sources.isEmpty()) {
                throw problem(name, "the folder has no file that ends in .csv, .json, .jsonl or .sql", null);
            }
            return sources;
        } catch (IOException e) {
            throw problem(name, "it cannot be read", e);
        }
    }

    private static Source read(String name, Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Source.file(name, text(name, bytes));
        } catch (IOException e) {
            throw problem(name, "it cannot be read", e);
        }
    }

    private static String text(String name, InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw problem(name, "it is larger than 64 MB", null);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem(name, "it is not in UTF-8", e);
        }
    }

    private static FileProblem problem(String name, String wrong, @org.jspecify.annotations.Nullable Throwable cause) {
        return new FileProblem(name, 0, "", wrong, cause);
    }
}
