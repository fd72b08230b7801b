package dev.cormorant.examples;

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
        footer = {"", "Begin with:", "  ./orm demo"})
final class OrmCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
