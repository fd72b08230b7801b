package dev.cormorant.migrations;

import dev.cormorant.core.config.DatabaseConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Migrates many databases with the same scripts in one run: some at the same time, each with an outcome of its own. A second run
 * does what is left: a database that is up to date costs a look at its history. Immutable and safe for all threads.
 */
public final class FanOut {

    /** The most connections to one database while it is migrated. */
    public static final int CONNECTIONS_EACH = 3;

    private static final int MOST = 10_000;

    private final List<DatabaseConfig> databases;
    private final MigrationOptions migration;
    private final FanOutOptions options;

    private FanOut(List<DatabaseConfig> databases, MigrationOptions migration, FanOutOptions options) {
        this.databases = databases;
        this.migration = migration;
        this.options = options;
    }

    /**
     * A run over databases, with the scripts in {@value Migrator#DEFAULT_LOCATION}.
     *
     * @param databases the databases; 1 to 10,000. Each is opened for its turn, with {@value #CONNECTIONS_EACH} connections at most,
     *     and closed again
     * @return the run
     * @throws IllegalArgumentException if there is none, too many, or one of them twice
     */
    public static FanOut over(List<DatabaseConfig> databases) {
        if (databases.isEmpty() || databases.size() > MOST) {
            throw new IllegalArgumentException(
                    "1 to " + MOST + " databases are migrated in one run, not " + databases.size());
        }
        Set<String> seen = new HashSet<>();
        for (DatabaseConfig database : databases) {
            if (!seen.add(database.url().base())) {
                throw new IllegalArgumentException("the database " + nameOf(database) + " is given twice");
            }
        }
        return new FanOut(List.copyOf(databases), MigrationOptions.standard(), FanOutOptions.standard());
    }

    /**
     * The same with scripts from elsewhere.
     *
     * @param from as {@link Migrator#locations}
     * @return the run
     * @throws IllegalArgumentException as {@link Migrator#locations}
     */
    public FanOut locations(String... from) {
        return migration(migration.withLocations(from));
    }

    /** {@return the same with other options for each database, the locations among them} */
    public FanOut migration(MigrationOptions newMigration) {
        return new FanOut(databases, newMigration, options);
    }

    /** {@return the same with other options} */
    public FanOut options(FanOutOptions newOptions) {
        return new FanOut(databases, migration, newOptions);
    }

    /**
     * Migrates them all. An interrupt of the calling thread stops what is under way, begins nothing more, and leaves the flag set.
     *
     * @return one outcome for each database; a failure of one is no failure of the run
     */
    public FanOutResult migrate() {
        return migrate(outcome -> {});
    }

    /**
     * Migrates them all, and tells of each.
     *
     * @param progress told of each database as soon as something became of it, in the threads that migrate, one at a time; should
     *     return soon and throw nothing
     * @return as {@link #migrate()}
     */
    public FanOutResult migrate(Consumer<? super FanOutOutcome> progress) {
        return new FanOutRun(databases, migration, options, progress).run();
    }

    static String nameOf(DatabaseConfig database) {
        return database.url().database().orElse(database.name());
    }
}
