package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.schema.SchemaObject;
import dev.cormorant.migrations.schema.SchemaSnapshot;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code snapshot}. */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes down the schema as it is now: every object and its fingerprint, the same text for the same schema."
                        + " Changes nothing and reads no script.")
final class SnapshotCommand extends DatabaseCommand {

    @Option(names = "--fingerprint", description = "Write the fingerprint alone.")
    private boolean fingerprintOnly;

    @Option(names = "--json", description = "Write the result as one JSON document.")
    private boolean json;

    SnapshotCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkOptions() {
        if (json && fingerprintOnly) {
            throw new RefusedException("--json and --fingerprint are two forms of one result: give one of them");
        }
    }

    @Override
    int run(Database database) {
        SchemaSnapshot snapshot = Migrator.of(database).snapshot();
        if (json) {
            printJson(new TreeMap<>(Map.of(
                    "database", snapshot.database(),
                    "fingerprint", snapshot.fingerprint(),
                    "objects",
                            snapshot.objects().stream()
                                    .map(SnapshotCommand::json)
                                    .toList())));
        } else if (fingerprintOnly) {
            out().println(snapshot.fingerprint());
        } else {
            out().println("-- fingerprint " + snapshot.fingerprint());
            out().print(snapshot.text());
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> json(SchemaObject object) {
        return new TreeMap<>(Map.of(
                "kind", object.kind().text(),
                "name", object.name(),
                "properties", object.properties()));
    }
}
