package dev.cormorant.migrations;

import dev.cormorant.core.Database;
import dev.cormorant.migrations.internal.journal.JournalKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;

/** Going on with scripts that did not end: the journal and Flyway's history, held against each other. */
final class ResumeRun {

    private final Database database;
    private final FlywayRun run;

    ResumeRun(Database database, FlywayRun run) {
        this.database = database;
        this.run = run;
    }

    /** Ends the entries of scripts that the history has as applied. */
    void endJournals() {
        InterruptedRuns journal = new InterruptedRuns(database, run.options().schema());
        List<String> open = journal.open();
        if (!open.isEmpty()) {
            List<MigrationInfo> history = run.history();
            journal.finish(open.stream()
                    .filter(script -> isApplied(script, journal.checksum(script), history))
                    .toList());
        }
    }

    /** On a schema that is neither before nor after a version nothing is to be built. */
    void refuseHalfUndone() {
        InterruptedRuns journal = new InterruptedRuns(database, run.options().schema());
        journal.openUndo().stream().findFirst().ifPresent(script -> {
            throw journal.refused(
                    script + " was cut off in its middle: go on with undo, which begins where it stopped");
        });
    }

    /** Whether the latest run of a script ended well, and was that of the journal: a repeatable one has many. */
    private static boolean isApplied(String script, Optional<Integer> checksum, List<MigrationInfo> history) {
        return history.stream()
                .filter(known -> known.getInstalledRank() != null && script.equals(known.getScript()))
                .max(Comparator.comparing(MigrationInfo::getInstalledRank))
                .filter(latest -> !latest.getState().isFailed()
                        && checksum.equals(Optional.ofNullable(latest.getAppliedChecksum())))
                .isPresent();
    }

    Optional<InterruptedMigration> interrupted() {
        endJournals();
        InterruptedRuns journal = new InterruptedRuns(database, run.options().schema());
        return journal.open().stream().findFirst().map(script -> journal.look(script, run.statements(script)));
    }

    ResumeResult resume(List<StatementDecision> decisions) {
        return run.lock().locked("go on with migrations", () -> resumeLocked(decisions));
    }

    private ResumeResult resumeLocked(List<StatementDecision> decisions) {
        Optional<InterruptedMigration> interrupted = interrupted();
        InterruptedRuns journal = new InterruptedRuns(database, run.options().schema());
        if (interrupted.isEmpty() && !decisions.isEmpty()) {
            throw journal.refused("no script was interrupted: there is nothing to decide");
        }
        if (interrupted.isEmpty()) {
            refuseFailedWithoutJournal(journal);
        }
        interrupted.ifPresent(found -> {
            if (!decisions.isEmpty()) {
                journal.decide(new JournalKey(found.script(), false), run.statements(found.script()), decisions);
            }
            journal.forgetFailure(found.script(), run.options().historyTable());
        });
        return new ResumeResult(interrupted, run.migrate());
    }

    private void refuseFailedWithoutJournal(InterruptedRuns journal) {
        run.info().migrations().stream()
                .filter(script -> script.state() == MigrationState.FAILED)
                .findFirst()
                .ifPresent(failed -> {
                    throw journal.refused(failed.script()
                            + " failed and was run without the journal: undo what it did, take it out of the history with"
                            + " repair, and migrate again");
                });
    }
}
