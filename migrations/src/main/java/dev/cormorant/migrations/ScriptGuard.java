package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.internal.script.BeyondTheDatabase;
import dev.cormorant.migrations.internal.script.Syntax;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import org.flywaydb.core.api.resource.LoadableResource;

/** Refuses to run scripts in a throwaway database that would reach the real one from there. */
final class ScriptGuard {

    private ScriptGuard() {}

    static void check(Database database, FlywayRun run) {
        for (String prefix : new String[] {"V", "R", "U"}) {
            run.scripts(prefix).forEach(script -> check(database, script));
        }
    }

    private static void check(Database database, LoadableResource script) {
        Syntax syntax = Syntax.valueOf(database.driver().toUpperCase(java.util.Locale.ROOT));
        String name = database.config().url().database().orElse("");
        BeyondTheDatabase.find(text(script), syntax, name).ifPresent(statement -> {
            throw new MigrationException(
                    FailedOperation.of("run the scripts in a throwaway database", database.label())
                            .message(
                                    script.getRelativePath() + ", line " + statement.line()
                                            + ", reaches beyond the database that it runs in, and would change the real one from there"),
                    null);
        });
    }

    /** {@return what a script says} */
    static String text(LoadableResource script) {
        try (Reader reader = script.read()) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (IOException failed) {
            throw new MigrationException(
                    "the script " + script.getRelativePath() + " cannot be read: " + failed.getMessage(), failed);
        }
    }
}
