package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.schema.SchemaSnapshot;
import dev.cormorant.sql.entity.SchemaDraft;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Brings the schema of one database up to date. Immutable and safe for all threads.
 *
 * <p>Scripts are named {@code V1__create_city.sql} (applied once, in the order of the versions) or {@code R__views.sql}
 * (applied again when changed). Those right under a location belong to every database; those in a folder that is named after
 * a driver ({@code mysql}, {@code postgres}, {@code sqlite}) to that database alone. A version may stand in each of these
 * folders once.
 */
public final class Migrator {

    /** Where scripts are looked for unless said otherwise. */
    public static final String DEFAULT_LOCATION = "classpath:db/migration";

    /** Where seed data is looked for unless said otherwise. */
    public static final String DEFAULT_SEED_LOCATION = "classpath:db/seed";

    /** The longest wait for somebody else's run. */
    public static final Duration LONGEST_LOCK_WAIT = Duration.ofHours(24);

    private final Database database;
    private final MigrationOptions options;
    private final RunSettings settings;

    private Migrator(Database database, MigrationOptions options, RunSettings settings) {
        this.database = database;
        this.options = options;
        this.settings = settings;
    }

    /** {@return a runner for the scripts in {@value #DEFAULT_LOCATION}; the database stays open and belongs to the caller} */
    public static Migrator of(Database database) {
        return new Migrator(database, MigrationOptions.standard(), RunSettings.STANDARD);
    }

    /**
     * Migrates databases as they are opened: {@code Orm.open(config, Migrator.onOpen())}. A migration that fails makes the open fail.
     * In a set of databases the budget needs room for three connections.
     *
     * @param from as {@link #locations(String...)}; none for {@value #DEFAULT_LOCATION}
     * @return what migrates a database
     */
    public static Consumer<Database> onOpen(String... from) {
        MigrationOptions standard = MigrationOptions.standard();
        return onOpen(from.length == 0 ? standard : standard.withLocations(from));
    }

    /** {@return what migrates a database as it is opened, with options} */
    public static Consumer<Database> onOpen(MigrationOptions options) {
        return database -> of(database).options(options).migrate();
    }

    /** {@return the same with scripts from elsewhere, as {@link MigrationOptions#withLocations}} */
    public Migrator locations(String... from) {
        return options(options.withLocations(from));
    }

    /** {@return the same with other options, the locations among them} */
    public Migrator options(MigrationOptions newOptions) {
        return new Migrator(database, newOptions, settings);
    }

    /** {@return the same with another patience for somebody else's run: zero for none, to {@link #LONGEST_LOCK_WAIT}; default 1 min} */
    public Migrator lockWait(Duration wait) {
        return new Migrator(database, options, settings.withLockWait(wait));
    }

    /** {@return the same with somebody who is told of each script and statement, in the thread of the run; what it throws is logged} */
    public Migrator listener(Consumer<? super MigrationProgress> listener) {
        return new Migrator(database, options, settings.withListener(listener));
    }

    /**
     * Applies every script that is pending. Waits for other runners on the same database; whoever comes second finds nothing
     * left to do.
     *
     * @return what was done
     * @throws dev.cormorant.core.error.MigrationException if a script failed, was changed after it was applied, or cannot be
     *     read; the message names it. Scripts before it stay applied
     */
    public MigrationResult migrate() {
        return run().migrate();
    }

    /**
     * Runs seed data, which {@link #migrate} never does: scripts {@code R__countries.sql}, in the order of their names, each once and
     * again when it was changed. {@code orm_migration_seed} is their history. Waits for others that run seed data.
     *
     * @param from where they are, as {@link #locations(String...)}; none for {@value #DEFAULT_SEED_LOCATION}
     * @return what was run
     * @throws dev.cormorant.core.error.MigrationException if a script failed, has a version, or cannot be read
     */
    public SeedResult seed(String... from) {
        return new SeedRun(
                        database, options, settings, from.length == 0 ? List.of(DEFAULT_SEED_LOCATION) : List.of(from))
                .run();
    }

    /**
     * Looks for a script that began and did not end: one that failed or was killed, on MySQL and MariaDB, where definitions
     * commit on their own, or outside a transaction on any database. Changes no table of yours and runs nothing.
     *
     * @return the script, and for each of its statements whether it is in place; empty if all ended
     * @throws dev.cormorant.core.error.MigrationException if the script is no longer there
     */
    public Optional<InterruptedMigration> interrupted() {
        return new ResumeRun(database, run()).interrupted();
    }

    /**
     * Goes on with a script that began and did not end, at the first statement that is not in place, and applies what is
     * pending after it. Statements of the script that are not in place may have been changed meanwhile. With nothing
     * interrupted it does what {@link #migrate} does.
     *
     * @param decisions about statements that are {@linkplain StatementState#IN_DOUBT in doubt}; kept with their reasons
     * @return what was in place, and what was run
     * @throws dev.cormorant.core.error.MigrationException if a statement is in doubt, if one that is in place was changed
     *     (then nothing was run), or if the script failed again
     */
    public ResumeResult resume(StatementDecision... decisions) {
        return new ResumeRun(database, run()).resume(List.of(decisions));
    }

    /** {@return who migrates the database right now, plain Flyway included; changes nothing and waits for nobody} */
    public LockStatus lockStatus() {
        return run().lock().status();
    }

    /** {@return where the schema stands: every script and what has become of it; changes nothing} */
    public SchemaInfo info() {
        return run().info();
    }

    /**
     * Holds the scripts against what was applied. Changes nothing. A script that is pending, or one that a newer release has
     * applied, is no problem.
     *
     * @return what does not agree
     */
    public ValidationResult validate() {
        return run().validate();
    }

    /**
     * Makes the history agree with the scripts: takes failed runs out, marks what has no script as deleted, accepts changed
     * scripts. The schema itself is not touched: what a failed script has done on MySQL or MariaDB stays, and is to be undone
     * before; the next run begins such a script at its first statement. {@link #resume} goes on with it instead.
     *
     * @return what was done
     * @throws dev.cormorant.core.error.MigrationException if the scripts cannot be read
     */
    public RepairResult repair() {
        return run().repair();
    }

    /**
     * Accepts the scripts of which only layout, comments or the case of words were changed, and does nothing else.
     *
     * @return what was accepted, and what was left
     */
    public CosmeticRepairResult repairCosmetic() {
        return new ChangedScripts(database, run()).repair();
    }

    /**
     * Declares that a schema that was made in another way stands at a version: scripts up to it are not applied any more.
     *
     * @param version such as {@code 3} or {@code 2.1}: numbers with dots between them
     * @param description for the history; 1 to 200 characters
     * @throws IllegalArgumentException if one has another form
     * @throws dev.cormorant.core.error.MigrationException if scripts were applied already, or it has another baseline
     */
    public void baseline(String version, String description) {
        VersionText.requireVersion(version);
        VersionText.requireDescription(description);
        run().baseline(version, description);
    }

    /**
     * Reads the schema as it is now, whoever made it. Changes nothing and looks at no script.
     *
     * @return everything but rows, counters, grants and the history of migrations
     * @throws dev.cormorant.core.error.OrmException if the catalog cannot be read
     */
    public SchemaSnapshot snapshot() {
        return CatalogRun.snapshot(database, options);
    }

    /**
     * Compares the schema with what its scripts make: runs those that are applied in a throwaway database beside it, holds the two
     * catalogs against each other, and removes it again, also after a failure. Changes nothing in the database itself.
     *
     * @param how what is left out, and where the throwaway database is made
     * @return what differs
     * @throws dev.cormorant.core.error.MigrationException if scripts and history do not agree, a script reaches beyond its
     *     database, a script fails, or the account may not make a throwaway database
     */
    public DriftResult drift(DriftOptions how) {
        return new DriftRun(database, options).run(how);
    }

    /**
     * Says what the next {@link #migrate} would run, and tries it: on PostgreSQL and SQLite in a transaction that is rolled back, on MySQL
     * and MariaDB in a throwaway copy of the schema. Changes neither schema nor history, also if a statement fails.
     *
     * @param how whether they are tried, and where
     * @return the statements, and what became of each; one that fails is a result and no exception
     * @throws dev.cormorant.core.error.MigrationException if scripts and history do not agree, a script was interrupted or cannot be
     *     read, or the account may not make a throwaway database
     */
    public PlanResult plan(PlanOptions how) {
        return new PlanRun(database, options).run(how);
    }

    /**
     * Drafts what would make the schema fit entities ({@code orm.draftSchema}). Changes nothing.
     *
     * @param how which entities, and what they are held against
     * @return the draft, for this kind of database; empty if they fit
     * @throws dev.cormorant.core.error.OrmException if an entity cannot work, or scripts are asked for, as {@link #drift}
     */
    public SchemaDraft diff(DiffOptions how) {
        return new DiffRun(database, options).run(how);
    }

    /**
     * Undoes the version that was applied last, with its script {@code U2__….sql} for {@code V2__….sql}. On PostgreSQL and SQLite
     * all of it takes effect or nothing. Its row leaves the history, so that it is pending again, for plain Flyway too; the table
     * {@code orm_migration_undo} keeps what was undone. On MySQL and MariaDB a script that was cut off goes on where it stopped.
     *
     * @param decisions about statements of a script that was cut off, as with {@link #resume}
     * @return what was done; nothing if no version is applied
     * @throws dev.cormorant.core.error.MigrationException if there is no undo script, it fails, or the last run has failed
     */
    public UndoResult undo(StatementDecision... decisions) {
        return new UndoRun(database, options, run()).last(List.of(decisions));
    }

    /** {@return what was done: undoes every version that the last {@link #migrate} has applied, as {@link #undo} does} */
    public UndoResult undoBatch(StatementDecision... decisions) {
        return new UndoRun(database, options, run()).batch(List.of(decisions));
    }

    /**
     * Undoes every version above one, the last one first, as {@link #undo} does. If one has no undo script, nothing is undone.
     *
     * @param version such as {@code 3} or {@code 2.1}, the highest that stays; {@code 0} for none
     * @param decisions as {@link #undo}
     * @return what was done; nothing if no version is above it
     */
    public UndoResult undoTo(String version, StatementDecision... decisions) {
        VersionText.requireVersion(version);
        return new UndoRun(database, options, run()).above(MigrationVersion.fromVersion(version), List.of(decisions));
    }

    /**
     * Proves the undo scripts: in a throwaway database each migration is applied, undone, and applied again, and the schema is held
     * against what it was before. Changes nothing in the database itself.
     *
     * @param throwawayServer a database of another server to make the throwaway one beside; empty for the same server
     * @return what is not undone
     */
    public UndoCheckResult checkUndo(Optional<DatabaseConfig> throwawayServer) {
        return new UndoCheckRun(database, options).run(throwawayServer);
    }

    /** Marks a database of this machine, given by its name, as disposable, so that {@link #clean} may empty it. */
    public void markDisposable(String name) {
        new CleanRun(database, options, run()).mark(name);
    }

    /**
     * Drops everything in a database, rows and history included, but for the mark of {@link #markDisposable}. Of PostgreSQL that is
     * the schema of the connection.
     *
     * @param name the name of the database, or of the SQLite file without its folder
     * @throws dev.cormorant.core.error.MigrationException if it is not marked, has another name, or is reached by a host that is not
     *     {@code localhost} or a loopback address; nothing is dropped then
     * @throws dev.cormorant.core.error.OrmException if the database refuses
     */
    public void clean(String name) {
        new CleanRun(database, options, run()).clean(name);
    }

    private FlywayRun run() {
        return new FlywayRun(database, options).with(settings);
    }
}
