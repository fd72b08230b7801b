package dev.cormorant.migrations.internal.journal;

/** Whether a statement that was sent has taken effect. */
public enum Presence {
    /** It has. */
    THERE,
    /** It has not, or it has the same effect when it is run once more. */
    ABSENT,
    /** The catalog does not tell. */
    UNKNOWN
}
