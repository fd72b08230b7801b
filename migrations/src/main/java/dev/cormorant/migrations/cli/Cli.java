package dev.cormorant.migrations.cli;

import java.time.Clock;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/** The command {@code orm}, to be run inside a JVM or by {@link Main}. */
public final class Cli {

    private static final int WIDTH = 100;

    private Cli() {}

    /**
     * Runs one command line. What it writes is flushed.
     *
     * @param surroundings what is around it
     * @param more further commands: objects that picocli knows as such
     * @param arguments what was typed after {@code orm}
     * @return the exit code; see the help of the command
     */
    public static int run(Surroundings surroundings, List<?> more, String... arguments) {
        FailureLine failures = new FailureLine();
        CommandLine command = new CommandLine(new OrmCommand());
        more.forEach(command::addSubcommand);
        ours(surroundings).forEach(command::addSubcommand);
        command.addSubcommand(new CommandLine(new LockCommand()).addSubcommand(new LockStatusCommand(surroundings)));
        // picocli calls it a command that helps, and takes any word behind such a one.
        CommandLine completion = new CommandLine(new GenerateCompletion());
        completion.getCommandSpec().helpCommand(false);
        command.addSubcommand("completion", completion)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setOut(surroundings.out())
                .setErr(surroundings.err());
        int exitCode = command.execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return exitCode;
    }

    /** In the order of the help. */
    private static List<Object> ours(Surroundings surroundings) {
        return List.of(
                new MigrateCommand(surroundings),
                new PlanCommand(surroundings),
                new ResumeCommand(surroundings),
                new MigrateAllCommand(surroundings),
                new SeedCommand(surroundings),
                new InfoCommand(surroundings),
                new ValidateCommand(surroundings),
                new RepairCommand(surroundings),
                new BaselineCommand(surroundings),
                new SnapshotCommand(surroundings),
                new DriftCommand(surroundings),
                new UndoCommand(surroundings),
                new DiffCommand(surroundings, Clock.systemUTC()),
                new CleanCommand(surroundings),
                new LintCommand(surroundings),
                new NewCommand(surroundings, Clock.systemUTC()),
                new QueryCommand(surroundings),
                new ExportCommand(surroundings),
                new DoctorCommand(surroundings));
    }
}
