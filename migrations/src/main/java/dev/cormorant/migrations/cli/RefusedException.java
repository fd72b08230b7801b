package dev.cormorant.migrations.cli;

/** The command will not do what it was asked; the message says why and what it would do. Ends with exit code 2. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message one line for people
     */
    public RefusedException(String message) {
        super(message);
    }
}
