package dev.cormorant.migrations.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where scripts are looked for, and put, when no folder is named: the same for every command. */
final class ScriptFolder {

    static final Path PLAIN = Path.of("db/migration");
    private static final List<Path> USUAL = List.of(PLAIN, Path.of("src/main/resources/db/migration"));

    private static final List<Path> SEEDS = List.of(Path.of("db/seed"), Path.of("src/main/resources/db/seed"));
    private static final DateTimeFormatter VERSION = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final int LONGEST_NAME = 120;

    private ScriptFolder() {}

    /** {@return the name of a script that somebody gave in words} */
    static String name(List<String> words) {
        String name = String.join("_", words).strip().replaceAll("\\s+", "_");
        if (!name.matches("[\\p{L}\\p{N}_-]{1," + LONGEST_NAME + "}")) {
            throw new RefusedException("a script is named by 1 to " + LONGEST_NAME
                    + " letters, digits, blanks, _ and -, not by \"" + name + "\"");
        }
        return name;
    }

    /** Writes a new script with the time in UTC as its version; never overwrites one. */
    static Path write(Path folder, String name, String text, Clock clock) throws IOException {
        String version = VERSION.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        Path script = Files.createDirectories(folder).resolve("V" + version + "__" + name + ".sql");
        try {
            return Files.writeString(script, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException taken) {
            throw new RefusedException("there is a script " + script + " already; nothing was changed");
        }
    }

    /** {@return the first of the usual folders that is there; empty if none is} */
    static Optional<Path> find() {
        return USUAL.stream().filter(Files::isDirectory).findFirst();
    }

    /** {@return the first of the usual folders of seed data that is there} */
    static Path seeds() {
        return SEEDS.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new RefusedException("there is no seed data: neither of the folders " + SEEDS.get(0)
                        + " and " + SEEDS.get(1) + " is here; name one with --location"));
    }

    /** {@return the refusal to go on without one} */
    static RefusedException missing() {
        return new RefusedException("there are no scripts: neither of the folders " + USUAL.get(0) + " and "
                + USUAL.get(1) + " is here; name one with --location");
    }
}
