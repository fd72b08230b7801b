package dev.cormorant.migrations.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command itself: without a subcommand it says how it is used. */
@Command(
        name = "orm",
        mixinStandardHelpOptions = true,
        version = "Cormorant 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        description = "Cormorant: one API over MySQL, PostgreSQL and SQLite that does not leak.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  failed",
            "  2  wrong command, option, URL or setting",
            "  3  migrations are pending, where that was asked",
            "  4  scripts and history do not agree",
            "  5  the schema is not what its scripts make",
            "  6  somebody else migrates the database, and did not end in time",
            "  7  the database cannot be reached, or refuses the account",
            "  8  lint has found something"
        })
final class OrmCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
