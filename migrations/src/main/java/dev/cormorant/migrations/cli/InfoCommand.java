package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.MigrationStatus;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.SchemaInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code info}. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says where the schema stands: every script, and whether it was applied. Changes nothing.")
final class InfoCommand extends MigrationCommand {

    @Option(names = "--fail-on-pending", description = "End with exit code 3 if a script is pending.")
    private boolean failOnPending;

    InfoCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Migrator migrator) {
        SchemaInfo info = migrator.info();
        if (wantsJson()) {
            printJson(new TreeMap<>(Map.of(
                    "database", info.database(),
                    "version", info.version(),
                    "pending", info.pending().size(),
                    "migrations",
                            info.migrations().stream().map(InfoCommand::json).toList())));
        } else {
            print(info);
        }
        return failOnPending && !info.pending().isEmpty() ? ExitCode.PENDING : ExitCode.OK;
    }

    private static Map<String, Object> json(MigrationStatus script) {
        return new TreeMap<>(Map.of(
                "version", script.version(),
                "description", script.description(),
                "script", script.script(),
                "state", state(script),
                "appliedAt", script.appliedAt(),
                "milliseconds", script.took()));
    }

    private static String state(MigrationStatus script) {
        return script.state().name().toLowerCase(Locale.ROOT);
    }

    private void print(SchemaInfo info) {
        if (info.migrations().isEmpty()) {
            out().println("no scripts, and no history of any");
            return;
        }
        TextColumns columns = new TextColumns(out(), List.of("version", "description", "state", "applied"));
        for (MigrationStatus script : info.migrations()) {
            columns.add(List.of(
                    script.version().orElse("repeatable"),
                    script.description(),
                    state(script),
                    script.appliedAt().map(Object::toString).orElse("")));
        }
        columns.end();
        out().printf(
                        "%s is at version %s, %d pending%n",
                        info.database(),
                        info.version().orElse("none"),
                        info.pending().size());
    }
}
