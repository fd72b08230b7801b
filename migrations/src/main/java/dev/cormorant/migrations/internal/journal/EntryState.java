package dev.cormorant.migrations.internal.journal;

/** What the journal knows of a statement. */
public enum EntryState {
    /** It was sent; whether it took effect is not known. */
    STARTED,
    /** It took effect. */
    DONE,
    /** The database refused it. */
    FAILED,
    /** A person has said, with a reason, that it is in place. */
    MARKED,
    /** A person has said, with a reason, that it shall run again. */
    AGAIN
}
