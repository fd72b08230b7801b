package dev.cormorant.core.error;

import java.util.OptionalLong;

/**
 * Rows could not be written out to the last one. The {@link #getCause() cause} says why, by its type: an {@link java.io.IOException} of
 * what they were written to, or what the database or a row would have been refused with otherwise, such as a {@link
 * StatementTimeoutException}, a {@link StatementCancelledException} or a {@link MappingException}.
 */
public final class ExportException extends StatementException {

    private static final long serialVersionUID = 1L;

    private final long row;

    /**
     * Makes one.
     *
     * @param message what was attempted, where, at which row it ended, what is left, and what is wrong
     * @param row the number of the row that was being read or written, from 1; 0 if it was no row
     * @param cause what was thrown below
     */
    public ExportException(String message, long row, Throwable cause) {
        super(message, cause);
        this.row = row;
    }

    /** {@return the number of the row that was being read or written, from 1; empty if it failed before the first or after the last} */
    public OptionalLong row() {
        return row == 0 ? OptionalLong.empty() : OptionalLong.of(row);
    }
}
