package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command on one database, which it opens and closes. */
abstract class DatabaseCommand implements Callable<Integer> {

    final Surroundings surroundings;

    @Mixin
    private ConnectionOptions where = new ConnectionOptions();

    @SuppressWarnings("UnusedVariable") // Whoever reports the failure asks picocli for it.
    @Option(names = "--verbose", description = "Print the stack trace of a failure.")
    private boolean verbose;

    DatabaseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does the work; returns the exit code. */
    abstract int run(Database database) throws Exception;

    /** {@return whether a file that is not there is made} */
    boolean makesFiles() {
        return false;
    }

    /** Looks at the other options before anything is opened. */
    void checkOptions() {}

    /** Looks at the settings of files and environment before anything is opened. */
    void checkSettings() {}

    final ConnectionOptions where() {
        return where;
    }

    @Override
    public final Integer call() throws Exception {
        checkOptions();
        DatabaseConfig config = where.config(surroundings);
        checkSettings();
        if (!makesFiles()) {
            ConnectionOptions.refuseMissingFile(config);
        }
        try (Interruption interruption = Interruption.watch(this::tellOfTheEnd, () -> {});
                Database database = LoginOptions.open(config, surroundings, Database::open)) {
            interruption.closes(database::close);
            return run(database);
        }
    }

    private void tellOfTheEnd() {
        surroundings.err().println("orm: interrupted, closing");
        surroundings.err().flush();
    }

    final PrintWriter out() {
        return surroundings.out();
    }

    final void printJson(Map<String, Object> document) {
        JsonDocument.print(document, out());
    }
}
