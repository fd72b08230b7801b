package dev.cormorant.migrations.cli;

import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.MigrationLockException;
import dev.cormorant.core.error.MigrationMismatchException;
import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every failure into one line on standard error and an exit code; the stack trace is for {@code --verbose}. */
final class FailureLine implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String line = wrong instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched.getUnmatched().get(0), command)
                : message(wrong);
        print(command, line + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.USAGE;
    }

    private static String unknown(String word, CommandLine command) {
        Set<String> commands = command.getSubcommands().keySet();
        Set<String> options = command.getCommandSpec().optionsMap().keySet();
        boolean option = word.startsWith("-");
        String kind = option ? "unknown option" : commands.isEmpty() ? "unexpected argument" : "unknown command";
        return NearestWord.to(word, option ? options : commands)
                .map(near -> kind + " " + word + ", did you mean " + near + "?")
                .orElse(kind + " " + word);
    }

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult parsed) {
        print(command, message(failed));
        if (command.getParseResult().hasMatchedOption("--verbose")) {
            failed.printStackTrace(command.getErr());
        }
        return exitCode(failed);
    }

    private static int exitCode(Exception failed) {
        if (failed instanceof ConfigurationException
                || failed instanceof RefusedException
                || failed instanceof IllegalArgumentException) {
            return ExitCode.USAGE;
        }
        if (failed instanceof MigrationLockException) {
            return ExitCode.LOCKED;
        }
        if (failed instanceof MigrationMismatchException) {
            return ExitCode.INVALID;
        }
        return failed instanceof ConnectionUnavailableException ? ExitCode.UNREACHABLE : ExitCode.FAILED;
    }

    private static void print(CommandLine command, String line) {
        PrintWriter err = command.getErr();
        err.println("orm: " + line);
        err.flush();
    }

    /** One line, whatever a driver or a server put into the message. */
    private static String message(Exception failed) {
        String text = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        return OneLine.of(text);
    }
}
