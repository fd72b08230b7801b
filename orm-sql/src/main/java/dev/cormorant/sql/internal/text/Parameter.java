package dev.cormorant.sql.internal.text;

/**
 * A named parameter at one place of a statement.
 *
 * @param name its name, without the colon
 * @param start the index of the colon
 * @param inList whether a parenthesis or comma stands before it: a collection then needs no parentheses of its own
 */
record Parameter(String name, int start, boolean inList) {

    int end() {
        return start + 1 + name.length();
    }
}
