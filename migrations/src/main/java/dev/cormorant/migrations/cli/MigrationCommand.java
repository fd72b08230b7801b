package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import dev.cormorant.migrations.MigrationOptions;
import dev.cormorant.migrations.Migrator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command on the scripts of one database. */
abstract class MigrationCommand extends DatabaseCommand {

    @Mixin
    private ScriptOptions migration = new ScriptOptions();

    @Option(names = "--json", description = "Write the result as one JSON document.")
    private boolean json;

    MigrationCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work; returns the exit code. */
    abstract int run(Migrator migrator);

    @Override
    final int run(Database database) {
        return run(Migrator.of(database).options(options()));
    }

    /** {@return how the scripts are run, by all that is set} */
    final MigrationOptions options() {
        return migration.options(where(), surroundings);
    }

    @Override
    final void checkOptions() {
        checkMore();
    }

    @Override
    final void checkSettings() {
        options();
    }

    /** Looks at the options of its own before anything is opened. */
    void checkMore() {}

    final boolean wantsJson() {
        return json;
    }
}
