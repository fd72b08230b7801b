package dev.cormorant.migrations.internal.journal;

import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a script against the journal. */
public final class Standings {

    private Standings() {}

    /** Says whether a statement that was sent has taken effect. */
    @FunctionalInterface
    public interface Check {

        /**
         * Looks into the catalog.
         *
         * @param statement what was sent
         * @return what the catalog says
         * @throws SQLException if it cannot be read
         */
        Presence of(StatementText statement) throws SQLException;
    }

    /**
     * Where each statement stands.
     *
     * @param statements those of the script as it is now
     * @param entries what the journal has
     * @param syntax how the database reads
     * @param check looks into the catalog, for statements that were sent and have no outcome
     * @return one for each statement, and one for each further entry of a statement that is in place
     * @throws SQLException if the catalog cannot be read
     */
    public static List<Standing> of(
            List<StatementText> statements, Map<Integer, JournalEntry> entries, Syntax syntax, Check check)
            throws SQLException {
        List<Standing> standings = new ArrayList<>();
        for (int number = 1; number <= statements.size(); number++) {
            StatementText statement = statements.get(number - 1);
            JournalEntry entry = entries.get(number);
            Standing.State state = entry == null ? Standing.State.PENDING : state(statement, entry, syntax, check);
            standings.add(new Standing(number, Optional.of(statement), state));
        }
        for (JournalEntry entry : entries.values()) {
            boolean applied = entry.state() == EntryState.DONE || entry.state() == EntryState.STARTED;
            if (entry.statement() > statements.size() && applied) {
                standings.add(new Standing(entry.statement(), Optional.empty(), Standing.State.CHANGED));
            }
        }
        return standings;
    }

    private static Standing.State state(StatementText statement, JournalEntry entry, Syntax syntax, Check check)
            throws SQLException {
        boolean same = entry.hash().equals(statement.hash());
        return switch (entry.state()) {
            case FAILED, AGAIN -> Standing.State.PENDING;
            case DONE, MARKED -> same ? Standing.State.DONE : Standing.State.CHANGED;
            case STARTED ->
                switch (check.of(same ? statement : StatementText.of(1, entry.sql(), syntax))) {
                    case THERE -> same ? Standing.State.DONE : Standing.State.CHANGED;
                    case ABSENT -> Standing.State.PENDING;
                    case UNKNOWN -> Standing.State.IN_DOUBT;
                };
        };
    }
}
