package dev.cormorant.sql.internal.query;

/** What the SQL of a statement depends on besides the statement: how many values a parameter has, and whether it is null. */
public interface Shape {

    /**
     * How many values a parameter has.
     *
     * @param key the parameter
     * @return how many; -1 if it is a single one
     */
    int size(String key);

    /**
     * Whether a parameter is null.
     *
     * @param key the parameter
     * @return true if it is
     */
    boolean isNull(String key);
}
