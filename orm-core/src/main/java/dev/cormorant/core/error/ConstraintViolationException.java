package dev.cormorant.core.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A constraint of the schema refused a write; {@link #kind()} says which sort and {@link #constraint()} which one. */
public final class ConstraintViolationException extends StatementException {

    private static final long serialVersionUID = 1L;

    /** The sorts of constraint. */
    public enum Kind {
        /** A primary key or unique constraint. */
        UNIQUE,
        /** A foreign key, seen from either side. */
        FOREIGN_KEY,
        /** A column that may not be null. */
        NOT_NULL,
        /** A check constraint. */
        CHECK,
        /** Any other: an exclusion constraint, a trigger that refuses. */
        OTHER
    }

    private final Kind kind;
    private final @Nullable String constraint;

    /**
     * Makes one.
     *
     * @param message what was attempted, where, and which constraint refused it; no value of the row
     * @param kind the sort of constraint
     * @param constraint its name as the database reports it (SQLite and NOT NULL: {@code table.column}); null if it does not
     * @param cause what the driver threw
     */
    public ConstraintViolationException(
            String message, Kind kind, @Nullable String constraint, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.constraint = constraint;
    }

    /** {@return the sort of constraint that was violated} */
    public Kind kind() {
        return kind;
    }

    /** {@return the name of the constraint as the database reports it; empty if it reports none} */
    public Optional<String> constraint() {
        return Optional.ofNullable(constraint);
    }
}
