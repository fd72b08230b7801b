package dev.cormorant.core.error;

import org.jspecify.annotations.Nullable;

/** The database refused or ended a statement. The subtypes say why; this type itself stands for what the driver could not classify. */
public sealed class StatementException extends OrmException
        permits BulkException,
                ConstraintViolationException,
                DataException,
                ExportException,
                ReadOnlyException,
                StatementCancelledException,
                StatementTimeoutException,
                SyntaxException,
                TooManyRowsException,
                UnexpectedRowsException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one with the failure behind it.
     *
     * @param message what was attempted, where, what is wrong and what is allowed
     * @param cause what was thrown below; null if there is nothing below
     */
    public StatementException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
