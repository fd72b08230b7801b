package dev.cormorant.examples;

import dev.cormorant.examples.demo.DemoCommand;
import dev.cormorant.examples.demo.Surroundings;
import picocli.CommandLine;

/** Where the {@code orm} script begins. */
public final class Main {

    private Main() {}

    /**
     * Runs the command and ends the JVM with its exit code: 0 done, 1 failed, 2 wrong usage or settings, 7 the database cannot be
     * reached or refuses the account.
     *
     * @param arguments what was typed after {@code orm}
     */
    public static void main(String[] arguments) {
        System.exit(run(Surroundings.ofThisProcess(), arguments));
    }

    static int run(Surroundings surroundings, String... arguments) {
        FailureLine failures = new FailureLine();
        CommandLine command = new CommandLine(new OrmCommand())
                .addSubcommand(new DemoCommand(surroundings))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setOut(surroundings.out())
                .setErr(surroundings.err());
        int exitCode = command.execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return exitCode;
    }
}
