package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Drivers;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.OrmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Looks whether everything is there: Java, drivers, a folder for temporary files, and the database, its"
                        + " version and whether its connections are encrypted.")
final class DoctorCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final List<Finding> findings = new ArrayList<>();

    @Mixin
    private ConnectionOptions where = new ConnectionOptions();

    @Option(names = "--json", description = "Write the findings as one JSON document.")
    private boolean json;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** One thing that was looked at. */
    private record Finding(String subject, boolean good, String found) {}

    @Override
    public Integer call() {
        Optional<DatabaseConfig> config = where.find(surroundings);
        note("java", System.getProperty("java.version") + ", " + System.getProperty("java.vendor"));
        note("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        note("drivers", Drivers.find().toString());
        lookAtTemporaryFiles();
        int exitCode = config.map(this::lookAtDatabase).orElse(ExitCode.OK);
        if (config.isEmpty()) {
            note("database", "none is named; --url would look at one");
        }
        print();
        boolean allGood = findings.stream().allMatch(Finding::good);
        return exitCode != ExitCode.OK || allGood ? exitCode : ExitCode.FAILED;
    }

    private void note(String subject, String found) {
        findings.add(new Finding(subject, true, found));
    }

    private void lookAtTemporaryFiles() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Files.delete(Files.createTempFile(folder, "orm-doctor", ""));
            note("temporary files", folder.toString());
        } catch (IOException failed) {
            findings.add(new Finding("temporary files", false, folder + " cannot be written to"));
        }
    }

    private int lookAtDatabase(DatabaseConfig config) {
        note("database", config.url().redacted());
        ConnectionOptions.refuseMissingFile(config);
        long startedAt = System.nanoTime();
        try (Database database = LoginOptions.open(config, surroundings, Database::open)) {
            long millis = Duration.ofNanos(System.nanoTime() - startedAt).toMillis();
            note("connection", "opened in " + millis + " ms, driver " + database.driver());
            note("server", database.server().product() + " " + database.server().version());
            note("encryption", Encryption.of(database));
            return ExitCode.OK;
        } catch (OrmException failed) {
            String line = OneLine.of(String.valueOf(failed.getMessage()));
            findings.add(new Finding("connection", false, line));
            return failed instanceof ConnectionUnavailableException ? ExitCode.UNREACHABLE : ExitCode.FAILED;
        }
    }

    private void print() {
        if (json) {
            List<Map<String, Object>> all = new ArrayList<>();
            for (Finding finding : findings) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("subject", finding.subject());
                one.put("good", finding.good());
                one.put("found", finding.found());
                all.add(one);
            }
            JsonDocument.print(Map.of("findings", all), surroundings.out());
            return;
        }
        for (Finding finding : findings) {
            surroundings
                    .out()
                    .printf("%-4s  %-15s  %s%n", finding.good() ? "ok" : "FAIL", finding.subject(), finding.found());
        }
    }
}
