package dev.cormorant.benchmarks.growth;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measures what operations cost as things grow in number, each size in a JVM of its own, and prints one table. */
public final class GrowthRun {

    /** The name of the property with a query for as many numbers as the size says. */
    static final String NUMBERS = "orm.benchmark.numbers";

    private GrowthRun() {}

    /**
     * Runs, prints the table, and writes it into the working folder's {@code benchmarks/target}.
     *
     * @param rounds how many, from 1 on; with more than one, the first has ten million rows too, where a single one has a million
     * @param name of a {@link DatabaseKind}, in small letters
     * @throws IllegalArgumentException if there is no such database
     * @throws IOException if a JVM cannot be started or the report not be written
     */
    public static void run(int rounds, String name) throws IOException {
        DatabaseKind kind = kind(name);
        Path note = Files.createTempFile("cormorant-benchmark", ".properties");
        GrowthTable table = new GrowthTable(kind);
        try (TestDatabase database = TestDatabase.of(kind)) {
            Place place = Place.of(database);
            place.write(note);
            for (int round = 1; round <= rounds; round++) {
                for (Dimension dimension : Dimension.values()) {
                    if (dimension.concerns(place)) {
                        measure(table, dimension.sizes(rounds == 1 || round > 1), dimension, database, note);
                    }
                }
            }
        } finally {
            Files.delete(note);
        }
        String text = table.text();
        System.out.println(text);
        Path folder = Files.createDirectories(Path.of("benchmarks", "target"));
        Files.writeString(folder.resolve("growth-" + kind.name().toLowerCase(Locale.ROOT) + ".md"), text);
    }

    private static DatabaseKind kind(String name) {
        return Arrays.stream(DatabaseKind.values())
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + name + "; there are sqlite, postgres, mysql and mariadb"));
    }

    private static void measure(
            GrowthTable table, List<Integer> sizes, Dimension dimension, TestDatabase database, Path note)
            throws IOException {
        for (int size : sizes) {
            System.out.printf(Locale.ROOT, "%s: %,d%n", dimension.title, size);
            List<Figure> figures = inAJvmOfItsOwn(dimension, size, database.numbersQuery(size), note);
            figures.forEach(figure -> table.add(dimension, figure));
        }
    }

    private static List<Figure> inAJvmOfItsOwn(Dimension dimension, int size, String numbers, Path note)
            throws IOException {
        Process process = start(dimension, size, numbers, note);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<Figure> figures =
                    lines.lines().flatMap(line -> Figure.of(line).stream()).toList();
            int result = process.waitFor();
            if (result != 0) {
                throw new IllegalStateException(dimension.title + ", " + size + ": the JVM ended with " + result);
            }
            return figures;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a JVM measures", interrupted);
        } finally {
            process.destroy();
        }
    }

    private static Process start(Dimension dimension, int size, String numbers, Path note) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        dimension.heap,
                        "-XX:+UseSerialGC",
                        "-Dorm.benchmark.warm-up=" + Meter.WARM_UP_MILLIS,
                        "-D" + NUMBERS + "=" + numbers,
                        "-cp",
                        System.getProperty("java.class.path"),
                        GrowthRun.class.getName(),
                        dimension.name(),
                        Integer.toString(size),
                        note.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /**
     * Measures in this JVM.
     *
     * @param arguments what grows, how many there are, and the file that says which database
     * @throws IOException if files cannot be made
     * @throws SQLException if the database fails
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        Dimension dimension = Dimension.valueOf(arguments[0]);
        Place place = Place.read(Path.of(arguments[2]));
        for (Figure figure : dimension.measure(place, Integer.parseInt(arguments[1]))) {
            System.out.println(figure.line());
        }
    }
}
