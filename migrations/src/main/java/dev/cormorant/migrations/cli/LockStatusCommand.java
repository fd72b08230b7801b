package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import dev.cormorant.migrations.LockHolder;
import dev.cormorant.migrations.LockStatus;
import dev.cormorant.migrations.Migrator;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code lock status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Says who migrates the database right now, if anybody does. Changes nothing and waits for nobody.")
final class LockStatusCommand extends DatabaseCommand {

    @Option(names = "--json", description = "Write the result as one JSON document.")
    private boolean json;

    LockStatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Database database) {
        LockStatus status = Migrator.of(database).lockStatus();
        if (json) {
            printJson(new TreeMap<>(Map.of(
                    "database", status.database(),
                    "held", status.holder().isPresent(),
                    "holder", status.holder().map(LockStatusCommand::json))));
        } else {
            status.holder().ifPresentOrElse(this::print, () -> out().printf(
                            "nobody migrates %s right now%n", status.database()));
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> json(LockHolder holder) {
        return new TreeMap<>(Map.of(
                "session", holder.session(),
                "account", holder.account(),
                "client", holder.client(),
                "application", holder.application(),
                "since", holder.since(),
                "statement", holder.statement(),
                "runningMilliseconds", holder.running()));
    }

    private void print(LockHolder holder) {
        out().println("session      " + holder.session());
        holder.account().ifPresent(name -> out().println("account      " + name));
        holder.client().ifPresent(place -> out().println("client       " + place));
        holder.application().ifPresent(name -> out().println("application  " + name));
        holder.since().ifPresent(when -> out().println("since        " + when));
        holder.statement().ifPresent(sql -> out().println("runs         " + sql));
        holder.running().ifPresent(time -> out().println("for          " + time.toSeconds() + " s"));
    }
}
