package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.PlainSelects;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.internal.journal.JournalRefusal;
import dev.cormorant.migrations.internal.journal.StatementText;
import dev.cormorant.migrations.internal.run.PostgresLock;
import dev.cormorant.migrations.internal.run.RunCallback;
import dev.cormorant.migrations.internal.run.RunConnections;
import dev.cormorant.migrations.internal.run.ScriptProgress;
import dev.cormorant.migrations.internal.run.ScriptResolver;
import dev.cormorant.migrations.internal.run.Trial;
import dev.cormorant.migrations.internal.run.TrialEnded;
import dev.cormorant.migrations.internal.script.Syntax;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.scanner.Scanner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of Flyway through the choke point of a database. */
final class FlywayRun {

    private static final Logger LOG = LoggerFactory.getLogger(FlywayRun.class);

    /** The longest that one statement of a script may run: a bound, but none that an honest rebuild of a table meets. */
    private static final Duration LONGEST_STATEMENT = Duration.ofHours(24);

    private final Database database;
    private final MigrationOptions options;
    private final Set<String> without;
    private final Optional<Trial> trial;
    private final boolean journaled;
    private final LockRun lock;
    private final ScriptProgress progress;

    FlywayRun(Database database, MigrationOptions options) {
        this(database, options, Set.of());
    }

    /** Prepares a run that does not see some of the scripts, given by their path below the location. */
    FlywayRun(Database database, MigrationOptions options, Set<String> without) {
        this(database, options, without, Optional.empty(), true, RunSettings.STANDARD);
    }

    /** Prepares a run of which nothing may stay; its transaction is rolled back by the caller. */
    FlywayRun(Database database, MigrationOptions options, Set<String> without, Optional<Trial> trial) {
        this(database, options, without, trial, true, RunSettings.STANDARD);
    }

    private FlywayRun(
            Database database,
            MigrationOptions options,
            Set<String> without,
            Optional<Trial> trial,
            boolean journaled,
            RunSettings settings) {
        this.trial = trial;
        this.database = database;
        this.options = options;
        this.without = without;
        this.lock = new LockRun(database, options, settings.lockWait(), dataSource(database));
        this.progress = new Listening(settings.listener());
        this.journaled = journaled;
    }

    FlywayRun with(RunSettings settings) {
        return new FlywayRun(database, options, without, trial, journaled, settings);
    }

    LockRun lock() {
        return lock;
    }

    ScriptProgress progress() {
        return progress;
    }

    /** {@return a run whose scripts may run again from their beginning, whatever became of them} */
    static FlywayRun withoutJournal(Database database, MigrationOptions options) {
        return new FlywayRun(database, options, Set.of(), Optional.empty(), false, RunSettings.STANDARD);
    }

    /** What is done with Flyway. */
    private interface Work<T> {
        T with(Flyway flyway);
    }

    private <T> T run(String attempted, Work<T> work) {
        return run(attempted, List.of(), (flyway, scripts) -> work.with(flyway));
    }

    /** What is done with Flyway and the statements of scripts. */
    interface WorkOnScripts<T> {
        T with(Flyway flyway, ScriptResolver scripts);
    }

    /** Reads the scripts, keeps the statements of those that are wanted, and does something with Flyway. */
    <T> T run(String attempted, List<String> wanted, WorkOnScripts<T> work) {
        DataSource source = trial.flatMap(Trial::connections).orElseGet(this::dataSource);
        try (RunConnections connections = lock.connections(source)) {
            FluentConfiguration settings = settings().dataSource(connections);
            Scanner<JavaMigration> all = new Scanner<>(JavaMigration.class, settings, settings.getLocations());
            // Code may reach anywhere, and is not tried.
            ClassProvider<JavaMigration> classes = trial.isPresent() ? List::of : all;
            Syntax syntax = InterruptedRuns.syntax(database);
            ScriptResolver scripts = new ScriptResolver(classes, syntax, wanted, trial, journaled, progress);
            if (trial.isEmpty()) {
                settings.callbacks(new RunCallback(syntax, options.schema(), progress).after(settings.getCallbacks()));
            }
            Flyway flyway = settings.resourceProvider(
                            new DriverFolders(all, options.locations(), database.driver(), without))
                    .skipDefaultResolvers(true)
                    .resolvers(scripts)
                    .load();
            return work.with(flyway, scripts);
        } catch (FlywayException failed) {
            throw RunFailure.of(attempted, database.label(), failed, this::validate);
        } catch (JournalRefusal refused) {
            throw new MigrationException(
                    FailedOperation.of(attempted, database.label()).message(String.valueOf(refused.getMessage())),
                    refused);
        }
    }

    /** Applies what is pending. */
    MigrationResult migrate() {
        return lock.locked("migrate", () -> {
            ResumeRun journals = new ResumeRun(database, this);
            journals.endJournals();
            journals.refuseHalfUndone();
            ChangedScripts changed = new ChangedScripts(database, this);
            MigrationResult result;
            try {
                result = apply();
            } catch (MigrationException failed) {
                changed.keep();
                throw failed;
            }
            journals.endJournals();
            changed.keep();
            return result;
        });
    }

    /** Applies what is pending, and leaves the journal as it is. */
    MigrationResult apply() {
        long startedAt = System.nanoTime();
        return lock.locked(
                "migrate", () -> run("migrate", flyway -> reader(flyway).migrated(flyway.migrate(), startedAt)));
    }

    /** Has Flyway migrate, without journal, and with a history that does not stay; the trial knows of what has failed. */
    void tryOut() {
        try {
            run("try migrations", flyway -> flyway.migrate());
        } catch (TrialEnded failed) {
            LOG.debug("{}: the trial ended with a failure", database.label(), failed);
        }
    }

    SchemaInfo info() {
        return run("read the history of migrations", flyway -> reader(flyway).info());
    }

    ValidationResult validate() {
        ValidationResult found =
                run("validate migrations", flyway -> reader(flyway).validate());
        return new ChangedScripts(database, this).explain(found);
    }

    RepairResult repair() {
        return lock.locked("repair", () -> {
            RepairResult done = run(
                    "repair the history of migrations", flyway -> reader(flyway).repair());
            new InterruptedRuns(database, options.schema()).forget();
            new ChangedScripts(database, this).keep();
            return done;
        });
    }

    void baseline(String version, String description) {
        lock.locked(
                "baseline",
                () -> run("baseline", flyway -> Flyway.configure(getClass().getClassLoader())
                        .configuration(flyway.getConfiguration())
                        .baselineVersion(version)
                        .baselineDescription(description)
                        .load()
                        .baseline()));
    }

    /** Drops everything; the caller has made sure that it may. */
    void clean() {
        run("clean", flyway -> Flyway.configure(getClass().getClassLoader())
                .configuration(flyway.getConfiguration())
                .cleanDisabled(false)
                .load()
                .clean());
    }

    /** Makes the table of the history in an empty schema, and applies nothing. */
    void beginHistory() {
        run("begin the history of migrations", flyway -> Flyway.configure(
                        getClass().getClassLoader())
                .configuration(flyway.getConfiguration())
                .locations(new String[0])
                .resourceProvider(new NoScripts())
                .javaMigrationClassProvider(List::of)
                .load()
                .migrate());
    }

    private HistoryReader reader(Flyway flyway) {
        return new HistoryReader(flyway, database.label());
    }

    DataSource dataSource() {
        return dataSource(database);
    }

    /** Where scripts run: with a bound that no honest one meets. */
    private static DataSource dataSource(Database database) {
        return database.dataSource(
                database.config().statements().withTimeout(LONGEST_STATEMENT).withPlainSelects(PlainSelects.BUFFER));
    }

    /** {@return whether anything was ever applied} */
    boolean hasHistory() {
        return info().migrations().stream()
                .anyMatch(script -> script.appliedAt().isPresent());
    }

    private FluentConfiguration settings() {
        List<String> ignored = new ArrayList<>(List.of("*:pending"));
        ignored.addAll(Arrays.asList(options.flyway()
                .getOrDefault("ignoreMigrationPatterns", "*:future")
                .split(",")));
        FluentConfiguration settings = Flyway.configure()
                .configuration(FlywayKeys.named(options.flyway()))
                .locations(options.locations().toArray(String[]::new))
                .ignoreMigrationPatterns(ignored.toArray(String[]::new));
        if (trial.isPresent()) {
            // Scripts and history agree, but for what is code and is not there in a trial.
            settings.validateOnMigrate(false).callbacks(new Callback[0]);
        }
        if (database.driver().equals("postgres")) {
            PostgresLock.holdBySession(settings);
        }
        return settings;
    }

    /** {@return all that the history and the scripts know} */
    List<MigrationInfo> history() {
        return run(
                "read the history of migrations",
                flyway -> List.of(flyway.info().all()));
    }

    /** {@return how it runs} */
    MigrationOptions options() {
        return options;
    }

    /** {@return the statements of a script, by its name in the history} */
    List<StatementText> statements(String script) {
        return run("read the script " + script, List.of(script), (flyway, scripts) -> {
                    flyway.info();
                    return scripts.statements(script);
                })
                .orElseThrow(() -> new InterruptedRuns(database, options.schema())
                        .refused(
                                script + " was interrupted and is no longer there: put it back, or undo what it did and"
                                        + " use repair"));
    }

    /** {@return the scripts whose names begin with a prefix, such as {@code V}; those of other databases are not among them} */
    List<LoadableResource> scripts(String prefix) {
        return run(
                "read the scripts",
                flyway -> List.copyOf(flyway.getConfiguration()
                        .getResourceProvider()
                        .getResources(prefix, flyway.getConfiguration().getSqlMigrationSuffixes())));
    }
}
