package dev.cormorant.migrations.internal.journal;

/** A script cannot go on where it stopped; the message says why and what would help. Nothing was run. */
public final class JournalRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message for people
     */
    public JournalRefusal(String message) {
        super(message);
    }
}
