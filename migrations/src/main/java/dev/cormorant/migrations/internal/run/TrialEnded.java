package dev.cormorant.migrations.internal.run;

/** Ends a trial at a statement that failed, past Flyway, which would tell of it in the log and ask to restore backups. */
public final class TrialEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrialEnded(RuntimeException cause) {
        super(cause);
    }
}
