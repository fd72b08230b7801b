package dev.cormorant.core.transaction;

/**
 * How a transaction runs.
 *
 * @param name what it is called in messages and reports; not blank
 * @param readOnly whether it only reads: writes are refused by the database, and where connections are divided it takes one
 *     that only reads
 */
public record TransactionOptions(String name, boolean readOnly) {

    private static final TransactionOptions READ_WRITE = new TransactionOptions("unnamed", false);
    private static final TransactionOptions READ_ONLY = new TransactionOptions("unnamed", true);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public TransactionOptions {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a transaction must not be blank");
        }
    }

    /** {@return reading and writing, without a name} */
    public static TransactionOptions readWrite() {
        return READ_WRITE;
    }

    /** {@return reading only, without a name} */
    public static TransactionOptions reading() {
        return READ_ONLY;
    }

    /**
     * The same under a name.
     *
     * @param newName what it is called in messages and reports; not blank
     * @return the options
     */
    public TransactionOptions named(String newName) {
        return new TransactionOptions(newName, readOnly);
    }

    String label() {
        return "transaction \"" + name + "\"";
    }
}
