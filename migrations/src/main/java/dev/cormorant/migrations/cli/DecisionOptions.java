package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.StatementDecision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a person says about statements that were sent and whose effect is not known. */
final class DecisionOptions {

    @Option(
            names = "--mark-applied",
            paramLabel = "NUMBER",
            description = "This statement, which is in doubt, is in place; may be repeated. Needs --reason.")
    private List<Integer> applied = List.of();

    @Option(
            names = "--run-again",
            paramLabel = "NUMBER",
            description = "This statement, which is in doubt, is to be run again; may be repeated. Needs --reason.")
    private List<Integer> again = List.of();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "How you know; kept in the journal for good. At most 1000 characters.")
    private Optional<String> reason = Optional.empty();

    boolean isGiven() {
        return reason.isPresent();
    }

    void check() {
        if (reason.isPresent() == (applied.isEmpty() && again.isEmpty())) {
            throw new RefusedException(
                    reason.isPresent()
                            ? "--reason is for --mark-applied and --run-again"
                            : "--mark-applied and --run-again need a --reason");
        }
        applied.stream().filter(again::contains).findFirst().ifPresent(both -> {
            throw new RefusedException("statement " + both + " is to be marked and to be run again: give one of them");
        });
        decisions();
    }

    StatementDecision[] decisions() {
        String why = reason.orElse("");
        return Stream.concat(
                        applied.stream().map(number -> StatementDecision.markApplied(number, why)),
                        again.stream().map(number -> StatementDecision.runAgain(number, why)))
                .toArray(StatementDecision[]::new);
    }
}
