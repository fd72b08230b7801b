package dev.cormorant.migrations.cli;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.DriftOptions;
import dev.cormorant.migrations.DriftResult;
import dev.cormorant.migrations.MigrationStatus;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.schema.ObjectKind;
import dev.cormorant.migrations.schema.SchemaDifference;
import dev.cormorant.migrations.schema.SchemaDifference.PropertyDifference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code drift}. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Compares the schema with what its scripts make in a throwaway database, which is removed again; ends with"
                        + " exit code 5 if an object differs. Changes nothing in the database itself.")
final class DriftCommand extends MigrationCommand {

    @Option(
            names = "--ignore",
            paramLabel = "PATTERN",
            description = "Names of objects that may be as they like, such as audit*; may be repeated.")
    private List<String> ignored = List.of();

    @Mixin
    private ThrowawayOptions throwaway = new ThrowawayOptions();

    DriftCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Migrator migrator) {
        Optional<DatabaseConfig> server = throwaway.server(surroundings);
        DriftResult result = migrator.drift(new DriftOptions(ignored, server));
        if (wantsJson()) {
            printJson(new TreeMap<>(Map.of(
                    "database", result.database(),
                    "version", result.version(),
                    "clean", result.isClean(),
                    "pending",
                            result.pending().stream()
                                    .map(MigrationStatus::script)
                                    .toList(),
                    "differences",
                            result.differences().stream()
                                    .map(DriftCommand::json)
                                    .toList())));
        } else {
            print(result);
        }
        return result.isClean() ? ExitCode.OK : ExitCode.DRIFT;
    }

    private static Map<String, Object> json(SchemaDifference difference) {
        return new TreeMap<>(Map.of(
                "kind", difference.kind().text(),
                "name", difference.name(),
                "state", state(difference),
                "properties",
                        difference.properties().stream().map(DriftCommand::json).toList()));
    }

    private static Map<String, Object> json(PropertyDifference property) {
        return new TreeMap<>(Map.of(
                "property", property.property(),
                "expected", property.expected(),
                "actual", property.actual()));
    }

    private static String state(SchemaDifference difference) {
        return difference.state().name().toLowerCase(Locale.ROOT);
    }

    private void print(DriftResult result) {
        List<SchemaDifference> shown = result.differences().stream()
                .filter(difference -> !comesWithItsTable(difference, result.differences()))
                .toList();
        for (SchemaDifference difference : shown) {
            out().printf("%-10s  %s%n", state(difference), difference.title());
            for (PropertyDifference property : difference.properties()) {
                out().printf(
                                "            %s is %s, should be %s%n",
                                property.property(), shown(property.actual()), shown(property.expected()));
            }
        }
        String version = result.version().orElse("none");
        if (result.isClean()) {
            out().printf("%s is what its scripts make, at version %s%n", result.database(), version);
        } else {
            out().printf(
                            "%s has drifted from its scripts at version %s, %s%n",
                            result.database(), version, Count.of(shown.size(), "object"));
        }
    }

    /** Of a table that is not there as a whole, the table says it all. */
    private static boolean comesWithItsTable(SchemaDifference difference, List<SchemaDifference> all) {
        return all.stream()
                .anyMatch(table -> table.kind() == ObjectKind.TABLE
                        && table.state() != SchemaDifference.State.CHANGED
                        && table.state() == difference.state()
                        && difference.name().startsWith(table.name() + "."));
    }

    private static String shown(Optional<String> value) {
        return value.map(OneLine::of).orElse("not there");
    }
}
