package dev.cormorant.migrations;

import java.util.List;
import java.util.stream.Collectors;

/** What is said of a script that was changed after it was applied. */
final class ChangeReasons {

    private static final int SAID = 3;

    private ChangeReasons() {}

    static String of(ScriptChange change) {
        return switch (change.kind()) {
            case COSMETIC ->
                "only its layout, comments or the case of its words were changed after it was applied: accept it with repair"
                        + " --cosmetic, or put the applied text back";
            case STATEMENTS -> statements(change);
            case UNKNOWN ->
                "changed after it was applied, and nothing was kept of the applied text to tell what: put it back, or accept the new"
                        + " one with repair";
        };
    }

    private static String statements(ScriptChange change) {
        List<StatementChange> said = change.statements()
                .subList(0, Math.min(SAID, change.statements().size()));
        String more = change.total() > said.size() ? "; and " + (change.total() - said.size()) + " more" : "";
        return "changed after it was applied: "
                + said.stream().map(ChangeReasons::statement).collect(Collectors.joining("; ")) + more
                + ". Put the applied text back and write a new script, or accept this one with repair";
    }

    private static String statement(StatementChange change) {
        String place = "statement " + change.number() + " (line " + change.line() + ") ";
        return switch (change.kind()) {
            case ADDED ->
                place + "was added" + change.after().map(is -> ": " + is).orElse("");
            case REMOVED ->
                place + "was removed" + change.before().map(was -> ": " + was).orElse("");
            case CHANGED ->
                change.before().isPresent() && change.after().isPresent()
                        ? place + "was: " + change.before().get() + " and is: "
                                + change.after().get()
                        : place + "is another one, in a part of which only a hash was kept";
        };
    }
}
