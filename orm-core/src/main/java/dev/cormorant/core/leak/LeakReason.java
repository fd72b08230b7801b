package dev.cormorant.core.leak;

/** Why something counts as a leak. */
public enum LeakReason {
    /** Nobody can reach it any more, and it is open: certain. */
    UNREACHABLE,
    /** Nothing has run on it for longer than {@code leak.idle}: suspected. */
    IDLE,
    /** Its transaction has been open for longer than {@code leak.transaction}, the time in the database not counted: suspected. */
    TRANSACTION,
    /** More statements than {@code leak.uses} have run on it: suspected. */
    USES;

    /** {@return whether there is no doubt} */
    public boolean isCertain() {
        return this == UNREACHABLE;
    }
}
