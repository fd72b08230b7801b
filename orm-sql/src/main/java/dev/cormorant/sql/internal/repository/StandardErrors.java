package dev.cormorant.sql.internal.repository;

import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.UnexpectedRowsException;
import jakarta.data.exceptions.DataConnectionException;
import jakarta.data.exceptions.DataException;
import jakarta.data.exceptions.EntityExistsException;
import jakarta.data.exceptions.NonUniqueResultException;

/** The exceptions of the standard; ours is the cause of each, so that a transaction still sees what can be retried. */
final class StandardErrors {

    private StandardErrors() {}

    static RuntimeException of(OrmException failed, boolean inserting) {
        String message = failed.getMessage();
        if (failed instanceof ConnectionUnavailableException) {
            return new DataConnectionException(message, failed);
        } else if (failed instanceof UnexpectedRowsException) {
            return new NonUniqueResultException(message, failed);
        } else if (failed instanceof MappingException) {
            return new jakarta.data.exceptions.MappingException(message, failed);
        } else if (inserting
                && failed instanceof ConstraintViolationException constraint
                && constraint.kind() == ConstraintViolationException.Kind.UNIQUE) {
            return new EntityExistsException(message, failed);
        }
        return new DataException(message, failed);
    }
}
