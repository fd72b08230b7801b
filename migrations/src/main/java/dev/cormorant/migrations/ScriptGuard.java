package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.internal.script.BeyondTheDatabase;
import dev.cormorant.migrations.internal.script.Syntax;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.resource.LoadableResource;

/** Refuses to run scripts in a throwaway database that would reach the real one from there. */
final class ScriptGuard {

    private ScriptGuard() {}

    static void check(Database database, FlywayRun run) {
        check(database, run, run.options(), scripts(run, Stream.of(versioned(run), repeatable(run), "U")));
    }

    /** The same for some of the scripts, by their names in the history, and all callbacks. */
    static void check(Database database, FlywayRun run, Set<String> names) {
        check(
                database,
                run,
                run.options(),
                scripts(run, Stream.of(versioned(run), repeatable(run)))
                        .filter(script -> names.contains(script.getRelativePath())));
    }

    private static String versioned(FlywayRun run) {
        return run.options().flyway().getOrDefault("sqlMigrationPrefix", "V");
    }

    private static String repeatable(FlywayRun run) {
        return run.options().flyway().getOrDefault("repeatableSqlMigrationPrefix", "R");
    }

    private static Stream<LoadableResource> scripts(FlywayRun run, Stream<String> prefixes) {
        return prefixes.filter(prefix -> !prefix.isEmpty()).flatMap(prefix -> run.scripts(prefix).stream());
    }

    private static void check(
            Database database, FlywayRun run, MigrationOptions options, Stream<LoadableResource> scripts) {
        if (database.driver().equals("mysql")
                && options.schema()
                        .filter(name -> !database.config().url().database().equals(Optional.of(name)))
                        .isPresent()) {
            throw refusal(database, "the settings name schemas, which are databases of their own here");
        }
        Stream<LoadableResource> callbacks =
                scripts(run, Arrays.stream(Event.values()).map(Event::getId));
        Stream.concat(scripts, callbacks).forEach(script -> check(database, script, options));
    }

    private static void check(Database database, LoadableResource script, MigrationOptions options) {
        Syntax syntax = InterruptedRuns.syntax(database);
        String name = database.config().url().database().orElse("");
        BeyondTheDatabase.find(options.filled(text(script)), syntax, name).ifPresent(statement -> {
            throw refusal(
                    database,
                    script.getRelativePath() + ", line " + statement.line()
                            + ", reaches beyond the database that it runs in, and would change the real one from there");
        });
    }

    private static MigrationException refusal(Database database, String why) {
        return new MigrationException(
                FailedOperation.of("run the scripts in a throwaway database", database.label())
                        .message(why),
                null);
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
