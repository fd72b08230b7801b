package dev.cormorant.core.error;

import java.util.OptionalLong;

/**
 * Many rows could not go in. The {@link #getCause() cause} says why, by its type: mostly a {@link ConstraintViolationException}, a
 * {@link DataException} or a {@link MappingException}.
 */
public final class BulkException extends StatementException {

    private static final long serialVersionUID = 1L;

    private final long row;
    private final long stayed;

    /**
     * Makes one.
     *
     * @param message what was attempted, where, with which row, what is wrong, and what stays
     * @param row the number of the row in the input, from 1; 0 if it was no row
     * @param stayed how many rows were committed before
     * @param cause what was thrown below
     */
    public BulkException(String message, long row, long stayed, Throwable cause) {
        super(message, cause);
        this.row = row;
        this.stayed = stayed;
    }

    /** {@return the number of the row in the input, from 1; empty if the failure is none of a row} */
    public OptionalLong row() {
        return row == 0 ? OptionalLong.empty() : OptionalLong.of(row);
    }

    /** {@return how many rows of the input were committed before, and stay; 0 if all are in one transaction} */
    public long stayed() {
        return stayed;
    }
}
