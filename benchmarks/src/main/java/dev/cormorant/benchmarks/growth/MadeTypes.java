package dev.cormorant.benchmarks.growth;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Entities that are written and compiled while the program runs: records for the tables thing_1, thing_2 and so on. */
final class MadeTypes implements AutoCloseable {

    private final Path folder;
    private final URLClassLoader loader;
    private final List<Class<?>> types = new ArrayList<>();

    MadeTypes(int count) throws IOException {
        folder = Files.createTempDirectory("cormorant-benchmark");
        Path source = folder.resolve("Made.java");
        Files.writeString(source, text(count));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("run this with a JDK; a JRE has no compiler");
        }
        int result = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
        if (result != 0) {
            throw new IllegalStateException("the entities cannot be compiled");
        }
        loader = loader();
        for (int i = 1; i <= count; i++) {
            types.add(load("Made$Thing" + i));
        }
    }

    private static String text(int count) {
        StringBuilder text = new StringBuilder("import jakarta.persistence.*;\npublic final class Made {\n");
        for (int i = 1; i <= count; i++) {
            text.append("@Table(name = \"thing_")
                    .append(i)
                    .append("\") public record Thing")
                    .append(i);
            text.append("(@Id long id, String name, int amount) {}\n");
        }
        return text.append("}\n").toString();
    }

    private URLClassLoader loader() {
        try {
            return new URLClassLoader(new URL[] {folder.toUri().toURL()}, MadeTypes.class.getClassLoader());
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Class<?> load(String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    List<Class<?>> all() {
        return types;
    }

    @Override
    public void close() throws IOException {
        loader.close();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
