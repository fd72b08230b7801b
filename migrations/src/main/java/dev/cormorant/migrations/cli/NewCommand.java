package dev.cormorant.migrations.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code new}. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes an empty script, named by the time in UTC, so that two people seldom take the same version. Never"
                        + " overwrites one.")
final class NewCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Clock clock;

    @Parameters(
            arity = "1..*",
            paramLabel = "WORD",
            description = "What the script does, such as: add colour to shelf.")
    private String[] words = {};

    @Option(
            names = "--location",
            paramLabel = "FOLDER",
            description = "The folder to put it into; made if it is not there. Without it db/migration or"
                    + " src/main/resources/db/migration, the first that is there, else db/migration.")
    private Optional<Path> folder = Optional.empty();

    NewCommand(Surroundings surroundings, Clock clock) {
        this.surroundings = surroundings;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        String name = ScriptFolder.name(List.of(words));
        Path target = folder.or(ScriptFolder::find).orElse(ScriptFolder.PLAIN);
        surroundings.out().println(ScriptFolder.write(target, name, "-- " + name.replace('_', ' ') + "\n", clock));
        return ExitCode.OK;
    }
}
