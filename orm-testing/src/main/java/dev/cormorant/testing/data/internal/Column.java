package dev.cormorant.testing.data.internal;

/**
 * A column of a table.
 *
 * @param name its name
 * @param kind what its values are
 * @param typeName its type, as the driver calls it
 * @param size characters of a text, digits of a number; 0 if that means nothing
 * @param scale decimals of a number; 0 if that means nothing
 * @param nullable whether it may be null
 * @param computed whether the database computes it, so that nobody can write it
 * @param automatic whether the database numbers its rows
 */
public record Column(
        String name,
        CellKind kind,
        String typeName,
        int size,
        int scale,
        boolean nullable,
        boolean computed,
        boolean automatic) {

    /** {@return name and type, for messages} */
    @Override
    public String toString() {
        return "\"" + name + "\" (" + typeName + ")";
    }
}
