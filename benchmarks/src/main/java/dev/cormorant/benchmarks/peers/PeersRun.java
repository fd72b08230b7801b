package dev.cormorant.benchmarks.peers;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Compares the layers on one database. In each round and for each kind of work all layers are measured one after the other, each in a
 * JVM of its own; a round takes four to five minutes.
 */
public final class PeersRun {

    private PeersRun() {}

    /**
     * Runs, prints the ratios, and writes them with a chart into the working folder's {@code benchmarks/target}.
     *
     * @param rounds how many, from 1 on
     * @param name of a {@link DatabaseKind}, in small letters
     * @throws IllegalArgumentException if there is no such database
     * @throws RunnerException if a layer fails
     * @throws IOException if the report cannot be written
     */
    public static void run(int rounds, String name) throws RunnerException, IOException {
        DatabaseKind kind = Arrays.stream(DatabaseKind.values())
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + name + "; there are sqlite, postgres, mysql and mariadb"));
        Path note = Files.createTempFile("cormorant-benchmark", ".properties");
        try (TestDatabase database = TestDatabase.of(kind)) {
            Place place = new Place(kind, database.jdbcUrl(), database.user(), database.password());
            place.write(note);
            Tables.fill(place);
            Agreement.check(place);
            Ratios ratios = new Ratios();
            for (int round = 1; round <= rounds; round++) {
                for (RunResult result : new Runner(options(note)).run()) {
                    ratios.add(round, result);
                }
            }
            report(kind, ratios);
        } finally {
            Files.delete(note);
        }
    }

    private static void report(DatabaseKind kind, Ratios ratios) throws IOException {
        String table = ratios.table();
        System.out.println(table);
        Path folder = Files.createDirectories(Path.of("benchmarks", "target"));
        String name = "peers-" + kind.name().toLowerCase(Locale.ROOT);
        Files.writeString(folder.resolve(name + ".md"), table);
        Files.writeString(folder.resolve(name + ".svg"), new Chart(kind.name(), ratios).svg());
    }

    private static Options options(Path note) {
        return new OptionsBuilder()
                .include(PeersBenchmark.class.getSimpleName())
                .param("layer", Arrays.stream(Layer.values()).map(Enum::name).toArray(String[]::new))
                .forks(1)
                .addProfiler(GCProfiler.class)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(400))
                .jvmArgsAppend(
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.jooq.no-logo=true",
                        "-Dorg.jooq.no-tips=true",
                        "-D" + PeersBenchmark.PLACE + "=" + note)
                .build();
    }
}
