package dev.cormorant.migrations.internal.journal;

import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of one script with the journal: what is in place is left out, and each statement is written down before and after. */
public final class JournaledScript {

    private final Connection connection;
    private final JournalTable journal;
    private final Syntax syntax;
    private final JournalKey script;
    private final int checksum;
    private final List<StatementText> statements;

    /**
     * Prepares a run.
     *
     * @param connection the one that the script runs on; stays open and belongs to the caller
     * @param journal on that connection
     * @param syntax how its database reads
     * @param script which
     * @param checksum that of the script as it is now
     * @param statements those of the script as it is now
     */
    public JournaledScript(
            Connection connection,
            JournalTable journal,
            Syntax syntax,
            JournalKey script,
            int checksum,
            List<StatementText> statements) {
        this.connection = connection;
        this.journal = journal;
        this.syntax = syntax;
        this.script = script;
        this.checksum = checksum;
        this.statements = List.copyOf(statements);
    }

    /** Runs one statement. */
    @FunctionalInterface
    public interface Runner {

        /**
         * Runs it.
         *
         * @param index which, from 0
         */
        void run(int index);
    }

    /**
     * Runs what is not in place.
     *
     * @param transactional for each statement whether its database takes it inside a transaction
     * @param runner runs one statement; what it throws is thrown on
     * @throws JournalRefusal if a statement is in doubt or was changed after it took effect; nothing was run then
     * @throws SQLException if the journal cannot be read or written
     */
    public void run(List<Boolean> transactional, Runner runner) throws SQLException {
        Map<Integer, JournalEntry> entries = journal.entries(script.text());
        List<Standing> standings =
                Standings.of(statements, entries, syntax, new DefinitionPresence(connection, syntax));
        standings.forEach(standing -> refuse(script, standing));
        if (!entries.isEmpty()) {
            journal.adopt(script.text(), checksum);
        }
        for (int i = 0; i < statements.size(); i++) {
            StatementKind kind = StatementKind.of(statements.get(i), syntax, transactional.get(i));
            if (kind == StatementKind.SESSION) {
                again(i, runner);
            } else if (standings.get(i).state() == Standing.State.PENDING) {
                one(i, kind, runner);
            }
        }
    }

    /**
     * Refuses what cannot be decided.
     *
     * @param script which
     * @param standing that of one statement
     * @throws JournalRefusal if it is in doubt or was changed
     */
    private static void refuse(JournalKey script, Standing standing) {
        String name = "statement " + standing.number() + " of " + script.script()
                + standing.statement()
                        .map(text -> " (line " + text.line() + ": " + text.shortened() + ")")
                        .orElse("");
        if (standing.state() == Standing.State.CHANGED) {
            throw new JournalRefusal(name
                    + (standing.statement().isPresent() ? " was changed" : " was taken out")
                    + " after it took effect in a run that was interrupted: put its text back (statements that were not"
                    + " run yet may be changed), or run it again with " + script.verb() + " --run-again "
                    + standing.number()
                    + " --reason TEXT");
        }
        if (standing.state() == Standing.State.IN_DOUBT) {
            throw new JournalRefusal(name
                    + " was sent in a run that was interrupted, and the catalog does not tell whether it took effect:"
                    + " look, and then use " + script.verb() + " --mark-applied " + standing.number()
                    + " --reason TEXT, or "
                    + script.verb() + " --run-again " + standing.number() + " --reason TEXT");
        }
    }

    /** What changes the session is not in the journal, except for the place where the script failed. */
    private void again(int index, Runner runner) {
        try {
            runner.run(index);
        } catch (RuntimeException failed) {
            writeFailure(index, failed, false);
            throw failed;
        }
    }

    private void one(int index, StatementKind kind, Runner runner) throws SQLException {
        boolean ownTransaction = connection.getAutoCommit() && kind == StatementKind.TRANSACTIONAL;
        if (ownTransaction) {
            connection.setAutoCommit(false);
        }
        write(index, EntryState.STARTED);
        try {
            runner.run(index);
        } catch (RuntimeException failed) {
            writeFailure(index, failed, ownTransaction);
            throw failed;
        }
        write(index, EntryState.DONE);
        if (ownTransaction) {
            connection.commit();
            connection.setAutoCommit(true);
        } else if (kind == StatementKind.OWN_COMMIT && !connection.getAutoCommit()) {
            // The statement has committed all before it; this keeps what follows from undoing that it is done.
            connection.commit();
        }
    }

    private void write(int index, EntryState state) throws SQLException {
        StatementText statement = statements.get(index);
        journal.write(
                script.text(),
                new JournalEntry(index + 1, statement.hash(), state, statement.sql(), checksum),
                Optional.empty());
    }

    /** The rows of statements that are undone with their transaction go first; they are to be run again. */
    private void writeFailure(int index, RuntimeException failed, boolean ownTransaction) {
        try {
            boolean inTransaction = !connection.getAutoCommit();
            if (inTransaction) {
                connection.rollback();
            }
            if (isAnswerOfTheServer(failed)) {
                write(index, EntryState.FAILED);
            }
            if (inTransaction) {
                connection.commit();
            }
            if (ownTransaction) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException lost) {
            // Without a connection the statement stays in doubt, which is what it is.
            failed.addSuppressed(lost);
        }
    }

    /** Only a server knows that a statement took no effect; a driver that lost its connection does not. */
    private boolean isAnswerOfTheServer(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return switch (syntax) {
                    case MYSQL -> sql.getErrorCode() > 0 && state != null && !state.startsWith("08");
                    case POSTGRES -> state != null && !state.startsWith("08") && !state.startsWith("57P");
                    case SQLITE -> sql.getErrorCode() > 0;
                };
            }
        }
        return false;
    }
}
