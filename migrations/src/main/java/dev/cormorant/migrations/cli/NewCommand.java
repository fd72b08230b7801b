package dev.cormorant.migrations.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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

    private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final int LONGEST_NAME = 120;

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
        String name = String.join("_", words).strip().replaceAll("\\s+", "_");
        if (!name.matches("[\\p{L}\\p{N}_-]{1," + LONGEST_NAME + "}")) {
            throw new RefusedException("a script is named by 1 to " + LONGEST_NAME
                    + " letters, digits, blanks, _ and -, not by \"" + name + "\"");
        }
        Path target = Files.createDirectories(folder.or(ScriptFolder::find).orElse(ScriptFolder.PLAIN));
        String version = VERSION.format(LocalDateTime.ofInstant(clock.instant(), java.time.ZoneOffset.UTC));
        Path script = target.resolve("V" + version + "__" + name + ".sql");
        try {
            Files.writeString(script, "-- " + name.replace('_', ' ') + "\n", StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException taken) {
            throw new RefusedException("there is a script " + script + " already; nothing was changed");
        }
        surroundings.out().println(script);
        return ExitCode.OK;
    }
}
