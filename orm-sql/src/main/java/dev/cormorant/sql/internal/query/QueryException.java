package dev.cormorant.sql.internal.query;

/** Says what is wrong with a query, before it has been run. Whoever knows where it was written says that around it. */
public final class QueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param message what is wrong, and what is allowed
     */
    public QueryException(String message) {
        super(message);
    }
}
