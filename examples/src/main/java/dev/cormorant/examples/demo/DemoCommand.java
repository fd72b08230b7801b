package dev.cormorant.examples.demo;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.cli.Interruption;
import dev.cormorant.migrations.cli.LoginOptions;
import dev.cormorant.migrations.cli.Surroundings;
import dev.cormorant.sql.Orm;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The subcommand {@code demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Migrates a schema, loads 135,233 cities and 252 countries, answers five questions, streams every city"
                    + " through a cursor, rolls a savepoint back, and reports what is left open: nothing.",
            ""
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  failed",
            "  2  wrong option, URL or setting, or a database that is not for the demo",
            "  7  the database cannot be reached, or refuses the account",
            "",
            "Cities by GeoNames (geonames.org), CC BY 4.0; countries by countries-list, MIT."
        })
public final class DemoCommand implements Callable<Integer> {

    /** Longer than the defaults of a server under load: a slow disk is no reason to fail. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Mixin
    private TargetOptions where = new TargetOptions();

    @Option(names = "--reset", description = "Drop the tables of the demo (demo_…) first, if there are any.")
    private boolean reset;

    @Option(names = "--json", description = "Write the report as one JSON object.")
    private boolean json;

    @SuppressWarnings("UnusedVariable") // Whoever reports the failure asks picocli for it.
    @Option(names = "--verbose", description = "Print the stack trace of a failure.")
    private boolean verbose;

    private final Surroundings surroundings;

    /**
     * The command.
     *
     * @param surroundings where it runs
     */
    public DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Progress progress = new Progress(surroundings.err(), surroundings.drawsBars());
        try (Target target = where.target(surroundings);
                Interruption interruption =
                        Interruption.watch(() -> progress.stop("orm: interrupted, closing"), target::close)) {
            DemoReport report = new Demo(() -> open(target.config(), interruption), reset, progress).run();
            print(report, target);
            return verdict(report);
        }
    }

    private int verdict(DemoReport report) {
        if (report.isGood()) {
            return 0;
        }
        surroundings.err().println("orm: something is missing or was left open, see the report");
        return 1;
    }

    private Orm open(DatabaseConfig config, Interruption interruption) {
        DatabaseConfig patient = config.withStatements(statements -> statements.withTimeout(PATIENCE))
                .withTransactions(transactions -> transactions.withTimeout(PATIENCE));
        Orm orm = LoginOptions.open(patient, surroundings, Orm::open);
        interruption.closes(orm::close);
        return orm;
    }

    private void print(DemoReport report, Target target) {
        PrintWriter out = surroundings.out();
        if (json) {
            out.println(new JsonReport(report).text());
        } else {
            new TextReport(report, target).print(out);
        }
        out.flush();
    }
}
