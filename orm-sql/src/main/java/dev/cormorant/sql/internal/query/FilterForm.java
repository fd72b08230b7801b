package dev.cormorant.sql.internal.query;

/**
 * The form of a filter as a text, written while its condition is made: every node with all that the condition takes of it, and no
 * value. Names are written with their lengths and lists with their sizes, so that two filters have the same text only if they are
 * of the same form, whatever stands in a name.
 */
final class FilterForm {

    private final StringBuilder text = new StringBuilder(64);

    /** Begins a node, by a word without a digit. */
    FilterForm node(String word) {
        text.append(word).append(' ');
        return this;
    }

    FilterForm size(int size) {
        text.append(size).append(' ');
        return this;
    }

    FilterForm name(String name) {
        text.append(name.length()).append(':').append(name);
        return this;
    }

    String text() {
        return text.toString();
    }
}
