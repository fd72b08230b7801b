package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import dev.cormorant.migrations.DiffOptions;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.sql.entity.SchemaDraft;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Holds entities against the database, or against what the scripts make, and drafts a script with what is missing."
                        + " Nothing is applied, and nothing is ever dropped.")
final class DiffCommand extends MigrationCommand {

    private final Clock clock;

    @Option(
            names = "--entities",
            required = true,
            split = ",",
            paramLabel = "CLASS",
            description = "The classes of the entities, by their full names; with commas between, or repeated.")
    private List<String> entities = List.of();

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            description = "The jars and folders that the classes are in, as java takes them.")
    private Optional<String> classpath = Optional.empty();

    @Option(names = "--scripts", description = "Hold them against what the scripts make in a throwaway database.")
    private boolean scripts;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Write the draft as a new script, named by the time in UTC, into the folder of the kind of database below this"
                            + " one. Without it the draft is printed.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "entities",
            description = "What the script is named by; \"${DEFAULT-VALUE}\" unless given.")
    private String name = "";

    @Option(names = "--check", description = "Write nothing, and end with exit code 5 if something is missing.")
    private boolean check;

    @Mixin
    private ThrowawayOptions throwaway = new ThrowawayOptions();

    DiffCommand(Surroundings surroundings, Clock clock) {
        super(surroundings);
        this.clock = clock;
    }

    @Override
    boolean needsScripts() {
        return scripts;
    }

    @Override
    void checkMore() {
        ScriptFolder.name(List.of(name));
        if (check && folder.isPresent()) {
            throw new RefusedException("--check writes nothing, and has no use for --out");
        }
        for (Path place : places()) {
            if (!Files.exists(place)) {
                throw new RefusedException("--classpath names " + place + ", and there is nothing");
            }
        }
    }

    private List<Path> places() {
        return classpath.stream()
                .flatMap(all -> List.of(all.split(java.io.File.pathSeparator)).stream())
                .filter(place -> !place.isBlank())
                .map(Path::of)
                .toList();
    }

    @Override
    int run(Migrator migrator, Database database) throws IOException {
        try (URLClassLoader loader = loader()) {
            List<Class<?>> classes = new ArrayList<>();
            for (String entity : entities) {
                classes.add(load(loader, entity.strip()));
            }
            SchemaDraft draft = migrator.diff(new DiffOptions(classes, scripts, throwaway.server(surroundings)));
            return report(draft, database);
        }
    }

    private URLClassLoader loader() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path place : places()) {
            urls.add(place.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), DiffCommand.class.getClassLoader());
    }

    private static Class<?> load(ClassLoader loader, String entity) {
        try {
            return Class.forName(entity, false, loader);
        } catch (ClassNotFoundException | LinkageError missing) {
            throw new RefusedException(
                    "there is no class " + entity + "; name it in full, and where it is with --classpath");
        }
    }

    private int report(SchemaDraft draft, Database database) throws IOException {
        Optional<Path> written = Optional.empty();
        if (folder.isPresent() && !draft.isEmpty()) {
            Path place = folder.get().resolve(database.driver());
            written = Optional.of(ScriptFolder.write(place, ScriptFolder.name(List.of(name)), draft.text(), clock));
        }
        if (wantsJson()) {
            printJson(new TreeMap<>(Map.of(
                    "database", database.label(),
                    "statements", draft.statements(),
                    "remarks", draft.remarks(),
                    "unknownTables", draft.unknownTables(),
                    "file", written.map(Path::toString))));
        } else if (written.isPresent()) {
            out().println(written.get());
        } else {
            out().print(draft.text());
            out().println(
                            draft.isEmpty()
                                    ? "-- nothing is missing"
                                    : "-- " + draft.statements().size() + " statements");
        }
        return check && !draft.isEmpty() ? ExitCode.DRIFT : ExitCode.OK;
    }
}
