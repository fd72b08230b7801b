package dev.cormorant.migrations;

/** Where a statement of an interrupted script stands. */
public enum StatementState {
    /** It is in place, or a person has said so. */
    DONE,
    /** It was sent, and it cannot be told whether it took effect: a {@link StatementDecision} is needed. */
    IN_DOUBT,
    /** It is in place, and its text was changed since: put it back, or decide. */
    CHANGED,
    /** It is to be run. */
    PENDING
}
