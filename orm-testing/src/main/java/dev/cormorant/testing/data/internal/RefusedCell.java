package dev.cormorant.testing.data.internal;

/** A value that cannot go into its column; the message says what is wrong and what is allowed. */
public final class RefusedCell extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;

    RefusedCell(String text, String allowed) {
        super(shown(text) + " does not fit; allowed: " + allowed);
    }

    private static String shown(String text) {
        String line = text.replace("\n", "\\n").replace("\r", "\\r");
        return "\"" + (line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…") + "\"";
    }
}
