package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.MigrationMismatchException;
import dev.cormorant.migrations.MigrationOptions;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.ValidationProblem;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command on the scripts of one database. */
abstract class MigrationCommand extends DatabaseCommand {

    @Mixin
    final ScriptOptions migration = new ScriptOptions();

    @Option(names = "--json", description = "Write the result as one JSON document.")
    private boolean json;

    MigrationCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work; returns the exit code. */
    int run(Migrator migrator) {
        throw new IllegalStateException("a command does its work here, or with the database too");
    }

    /** Does the work of a command that needs the database too; returns the exit code. */
    int run(Migrator migrator, Database database) throws Exception {
        return run(migrator);
    }

    @Override
    final int run(Database database) throws Exception {
        Migrator migrator = Migrator.of(database).options(options());
        try {
            return run(migrator, database);
        } catch (MigrationMismatchException mismatch) {
            List<ValidationProblem> problems = migrator.validate().problems();
            if (problems.isEmpty()) {
                throw mismatch;
            }
            ValidateCommand.printProblems(problems, surroundings.err());
            return ExitCode.INVALID;
        }
    }

    /** {@return how the scripts are run, by all that is set} */
    MigrationOptions options() {
        return migration.options(where(), surroundings, needsScripts());
    }

    @Override
    final void checkOptions() {
        checkMore();
    }

    @Override
    final void checkSettings() {
        options();
    }

    /** {@return whether it means nothing without scripts} */
    boolean needsScripts() {
        return true;
    }

    /** Looks at the options of its own before anything is opened. */
    void checkMore() {}

    final boolean wantsJson() {
        return json;
    }
}
