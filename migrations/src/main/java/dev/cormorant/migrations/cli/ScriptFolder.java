package dev.cormorant.migrations.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where scripts are looked for, and put, when no folder is named: the same for every command. */
final class ScriptFolder {

    static final Path PLAIN = Path.of("db/migration");
    private static final List<Path> USUAL = List.of(PLAIN, Path.of("src/main/resources/db/migration"));

    private ScriptFolder() {}

    /** {@return the first of the usual folders that is there; empty if none is} */
    static Optional<Path> find() {
        return USUAL.stream().filter(Files::isDirectory).findFirst();
    }

    /** {@return the refusal to go on without one} */
    static RefusedException missing() {
        return new RefusedException("there are no scripts: neither of the folders " + USUAL.get(0) + " and "
                + USUAL.get(1) + " is here; name one with --location");
    }
}
