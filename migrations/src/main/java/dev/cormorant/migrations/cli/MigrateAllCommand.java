package dev.cormorant.migrations.cli;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.FanOut;
import dev.cormorant.migrations.FanOutOptions;
import dev.cormorant.migrations.FanOutOutcome;
import dev.cormorant.migrations.FanOutResult;
import dev.cormorant.migrations.MigrationOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code migrate-all}. */
@Command(
        name = "migrate-all",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Migrates many databases of one server, or many SQLite files, with the same scripts; run again, it does what is"
                        + " left. Ends with exit code 1 if one fails.")
final class MigrateAllCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private ConnectionOptions where = new ConnectionOptions();

    @Mixin
    private DatabaseChoice choice = new DatabaseChoice();

    @Mixin
    private ScriptOptions scripts = new ScriptOptions();

    @Option(
            names = "--parallel",
            paramLabel = "NUMBER",
            defaultValue = "4",
            description =
                    "How many at the same time, 1 to 64, with 3 connections each at most; ${DEFAULT-VALUE} unless given.")
    private int parallel;

    @Option(names = "--stop-at-failure", description = "Begin no further database after one has failed.")
    private boolean stop;

    @Mixin
    private LockOptions lock = new LockOptions();

    @Option(names = "--json", description = "Write the result as one JSON document.")
    private boolean json;

    @SuppressWarnings("UnusedVariable") // Whoever reports the failure asks picocli for it.
    @Option(names = "--verbose", description = "Print the stack trace of a failure.")
    private boolean verbose;

    MigrateAllCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        choice.check();
        lock.check();
        FanOutOptions options =
                lock.addTo(FanOutOptions.standard().withParallel(parallel).withStopAtFailure(stop));
        MigrationOptions migration = scripts.options(where, surroundings, true);
        List<DatabaseConfig> databases = choice.databases(where.config(surroundings), surroundings);
        FanOutResult result =
                interruptibly(FanOut.over(databases).migration(migration).options(options));
        if (json) {
            JsonDocument.print(
                    new TreeMap<>(Map.of(
                            "complete", result.isComplete(),
                            "databases",
                                    result.outcomes().stream()
                                            .map(MigrateAllCommand::json)
                                            .toList())),
                    surroundings.out());
        } else {
            surroundings
                    .out()
                    .printf(
                            "%s: %d migrated, %d failed, %d not begun%n",
                            Count.of(result.outcomes().size(), "database"),
                            result.in(FanOutOutcome.State.MIGRATED).size(),
                            result.in(FanOutOutcome.State.FAILED).size(),
                            result.in(FanOutOutcome.State.NOT_BEGUN).size());
        }
        return result.isComplete() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** The threads of the run end before the process does. */
    private FanOutResult interruptibly(FanOut fanOut) {
        CountDownLatch over = new CountDownLatch(1);
        try (Interruption interruption = Interruption.watch(
                () -> surroundings.err().println("orm: interrupted, closing"),
                () -> surroundings.err().flush())) {
            interruption.closes((drain, grace) -> await(over, drain.plus(grace)));
            try {
                return fanOut.migrate(this::tell);
            } finally {
                over.countDown();
            }
        }
    }

    private void await(CountDownLatch over, Duration longest) {
        try {
            if (!over.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                surroundings.err().println("orm: some databases are still busy; their servers end what is left");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(FanOutOutcome outcome) {
        outcome.failure().ifPresent(failure -> surroundings
                .err()
                .println("orm: " + outcome.database() + ": " + OneLine.of(String.valueOf(failure.getMessage()))));
        if (!json) {
            outcome.result().ifPresent(result -> surroundings
                    .out()
                    .printf(
                            "%s is at version %s, %d applied%n",
                            outcome.database(),
                            result.versionAfter().orElse("none"),
                            result.applied().size()));
        }
    }

    private static Map<String, Object> json(FanOutOutcome outcome) {
        return new TreeMap<>(Map.of(
                "database", outcome.database(),
                "state", outcome.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                "version", outcome.result().flatMap(result -> result.versionAfter()),
                "applied", outcome.result().map(result -> result.applied().size()),
                "failure", outcome.failure().map(failure -> OneLine.of(String.valueOf(failure.getMessage())))));
    }
}
