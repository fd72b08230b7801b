package dev.cormorant.migrations.internal.script;

/** Counts lines; asked for places in order, so that nothing is counted twice. */
final class Lines {

    private final String script;
    private int line = 1;
    private int countedTo;

    Lines(String script) {
        this.script = script;
    }

    /** {@return the line of a place that is not before the last one, from 1} */
    int of(int place) {
        for (; countedTo < place; countedTo++) {
            if (script.charAt(countedTo) == '\n') {
                line++;
            }
        }
        return line;
    }
}
