package dev.cormorant.benchmarks.peers;

import dev.cormorant.benchmarks.process.Processor;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A database with its tables filled, and the file that tells other JVMs where it is.
 *
 * @param database gone after {@link #close()}
 * @param place the same, as layers are given it
 * @param note the file
 */
record Prepared(TestDatabase database, Place place, Path note) implements AutoCloseable {

    /**
     * {@return a new database; closed by the caller}
     *
     * @param name of a {@link DatabaseKind}, in small letters
     * @param items how many of them there are
     * @param bound whether the server is bound to one processor, and measuring threads are to be
     * @throws IllegalArgumentException if there is no such database
     * @throws IOException if the note cannot be written
     */
    static Prepared of(String name, int items, boolean bound) throws IOException {
        DatabaseKind kind = Arrays.stream(DatabaseKind.values())
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + name + "; there are sqlite, postgres, mysql and mariadb"));
        TestDatabase database = TestDatabase.of(kind);
        try {
            Place place = new Place(
                    kind,
                    database.jdbcUrl(),
                    database.user(),
                    database.password(),
                    Place.POOL_SIZE,
                    bound ? processor(database) : Optional.empty());
            Tables.fill(place, items);
            Path note = Files.createTempFile("cormorant-benchmark", ".properties");
            place.write(note);
            return new Prepared(database, place, note);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Optional<Processor> processor(TestDatabase database) {
        return Processor.first().filter(processor -> database.server().isEmpty() || processor.bindChildren());
    }

    /** {@return its kind, in small letters} */
    String name() {
        return place.kind().name().toLowerCase(Locale.ROOT);
    }

    /** {@return where it runs, in one line} */
    String description() {
        String server =
                database.server().map(one -> one.kind() + " " + one.version()).orElse("SQLite in this process");
        return server
                + place.processor()
                        .map(one ->
                                "; the measuring thread" + (database.server().isPresent() ? " and the server" : "")
                                        + " bound to processor " + one.number())
                        .orElse("; bound to no processor");
    }

    /** Prints a report, and writes it into the working folder's {@code benchmarks/target}. */
    void report(String what, String text) throws IOException {
        String whole = description() + "\n\n" + text;
        System.out.println(whole);
        Path folder = Files.createDirectories(Path.of("benchmarks", "target"));
        Files.writeString(folder.resolve(what + "-" + name() + ".md"), whole);
    }

    @Override
    public void close() throws IOException {
        try (database) {
            Files.delete(note);
        }
    }
}
