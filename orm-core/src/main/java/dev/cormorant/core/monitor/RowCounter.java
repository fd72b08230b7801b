package dev.cormorant.core.monitor;

/** Where the rows of a statement that has ended already are counted: those of a result that was loaded whole, say. */
public interface RowCounter {

    /** Counts nothing. */
    RowCounter NONE = rows -> {};

    /**
     * Adds rows.
     *
     * @param rows how many were read or changed
     */
    void add(long rows);
}
