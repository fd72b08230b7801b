package dev.cormorant.core.driver;

/**
 * What it takes on a database to read a result in batches instead of loading it whole.
 *
 * @param transaction whether the result streams only inside a transaction
 * @param fixedFetchSize the fetch size that switches streaming on, whatever batch is asked for; 0 if the batch itself does
 * @param exclusive whether the connection can run no other statement while a streamed result is open
 */
public record CursorMode(boolean transaction, int fixedFetchSize, boolean exclusive) {

    /** Streams by itself, always. */
    public static final CursorMode ALWAYS = new CursorMode(false, 0, false);

    /** {@return whether every result streams, with nothing to be switched on} */
    public boolean always() {
        return !transaction && fixedFetchSize == 0 && !exclusive;
    }

    /**
     * The fetch size to give to the driver.
     *
     * @param batch the rows per batch that are wanted, at least 1
     * @return what {@link java.sql.Statement#setFetchSize} takes on this database
     */
    public int fetchSize(int batch) {
        return fixedFetchSize == 0 ? batch : fixedFetchSize;
    }
}
