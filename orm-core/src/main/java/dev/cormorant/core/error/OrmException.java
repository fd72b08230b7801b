package dev.cormorant.core.error;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that Cormorant throws on its own account. The subtypes are kinds of meaning: catch the meaning, not
 * a vendor code. A bad argument is an {@link IllegalArgumentException} and use after close an {@link IllegalStateException},
 * both outside this tree.
 *
 * <p>A message says what was attempted, on which database, what is wrong and what is allowed. It holds SQL with placeholders
 * at most: never a bound value, a credential or a secret. What the driver threw is the {@link #getCause() cause}; failures
 * while cleaning up are {@link #getSuppressed() suppressed}.
 */
public abstract sealed class OrmException extends RuntimeException
        permits ConfigurationException,
                ConflictException,
                ConnectionUnavailableException,
                MappingException,
                MigrationException,
                RefusedException,
                StatementException,
                TransactionException,
                UnsupportedFeatureException {

    private static final long serialVersionUID = 1L;

    OrmException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** {@return what was attempted, on which database, what is wrong and what is allowed} */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /**
     * What a JDBC exception of ours stands for. Where a JDBC method has to report one of our own failures, it throws the
     * {@link SQLException} that fits best with our exception as its cause.
     *
     * @param error what a JDBC method threw
     * @return our exception inside it, or empty if the exception is the driver's own
     */
    public static Optional<OrmException> carriedBy(SQLException error) {
        return error.getCause() instanceof OrmException ours ? Optional.of(ours) : Optional.empty();
    }

    /**
     * Whether the same work, begun anew, may succeed without anything being changed: true for a conflict with another
     * transaction only.
     *
     * @return true if a retry of the whole transaction is worthwhile
     */
    public boolean isRetryable() {
        return this instanceof ConflictException;
    }
}
