package dev.cormorant.core.transaction;

/**
 * What a transaction is in. Its thread and the watchdog both change it, each by a comparison with the state that it saw, so that
 * only one of them ends the transaction.
 *
 * <pre>
 * ACTIVE --> COMMITTING ----> ENDED      its thread; nobody interferes with a commit
 *        --> ROLLING_BACK --> ENDED      its thread
 *        --> EXPIRED -------> ENDED      the watchdog, then its thread
 * </pre>
 */
enum TransactionState {
    /** Its callback runs. */
    ACTIVE,
    /** The commit is on its way: from here on only the server's answer counts. */
    COMMITTING,
    /** The rollback is on its way. */
    ROLLING_BACK,
    /** It took too long: it will never commit. */
    EXPIRED,
    /** Its outcome is known, or known to be unknown. */
    ENDED;

    boolean mayBecome(TransactionState other) {
        return switch (this) {
            case ACTIVE -> other == COMMITTING || other == ROLLING_BACK || other == EXPIRED;
            case COMMITTING, ROLLING_BACK, EXPIRED -> other == ENDED;
            case ENDED -> false;
        };
    }
}
