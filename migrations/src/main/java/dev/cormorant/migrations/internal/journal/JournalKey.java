package dev.cormorant.migrations.internal.journal;

/**
 * Which script the entries of the journal are about.
 *
 * @param script its name in the history, or that of an undo script below its location
 * @param undo whether it is an undo script
 */
public record JournalKey(String script, boolean undo) {

    private static final String UNDO = "undo ";

    /** {@return the key that the table has for an undo script, or for another one its name} */
    public String text() {
        return undo ? UNDO + script : script;
    }

    /** {@return the key behind its text} */
    static JournalKey of(String text) {
        return text.startsWith(UNDO)
                ? new JournalKey(text.substring(UNDO.length()), true)
                : new JournalKey(text, false);
    }

    /** {@return the command that goes on with it} */
    public String verb() {
        return undo ? "undo" : "resume";
    }
}
