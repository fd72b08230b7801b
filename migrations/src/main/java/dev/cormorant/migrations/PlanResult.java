package dev.cormorant.migrations;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the next {@link Migrator#migrate} would run, and whether it would.
 *
 * @param database the label of the database, as {@code sqlite "cities"}
 * @param version the version of the schema; empty if there is none
 * @param trial how the statements were tried
 * @param scripts what is pending, in order; empty if there is nothing to do
 * @param notCopied the objects, as {@code view labels}, in which the throwaway copy differed from the schema; empty elsewhere
 */
public record PlanResult(
        String database, Optional<String> version, Trial trial, List<PlannedScript> scripts, List<String> notCopied) {

    /** How statements are tried. */
    public enum Trial {
        /** Not at all: nobody asked, nothing is pending, or the first pending migration is code. */
        NONE,
        /** In a transaction that was rolled back, on PostgreSQL and SQLite. */
        ROLLED_BACK,
        /** In a throwaway database with a copy of the schema, without its rows, on MySQL and MariaDB. */
        THROWAWAY
    }

    /** Keeps unmodifiable copies of the lists. */
    public PlanResult {
        scripts = List.copyOf(scripts);
        notCopied = List.copyOf(notCopied);
    }

    /** {@return every statement, in order} */
    public Stream<PlannedStatement> statements() {
        return scripts.stream().flatMap(script -> script.statements().stream());
    }

    /** {@return the script with the statement that failed; empty if none did} */
    public Optional<PlannedScript> failedScript() {
        return scripts.stream().filter(script -> script.failure().isPresent()).findFirst();
    }

    /** {@return how many statements were not tried} */
    public long notTried() {
        return statements()
                .filter(statement -> statement.state() == PlannedStatement.State.NOT_TRIED)
                .count();
    }
}
