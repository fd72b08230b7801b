package dev.cormorant.migrations.internal.script;

/** Where what is quoted or commented out ends; at the end of the script if it has no end. */
final class Quotes {

    private Quotes() {}

    /** {@return the place behind the closing quote; {@code from} is behind the opening one} */
    static int end(String script, int from, char quote, boolean backslash) {
        int i = from;
        while (i < script.length()) {
            char c = script.charAt(i);
            if (c == '\\' && backslash) {
                i++;
            } else if (c == quote && i + 1 < script.length() && script.charAt(i + 1) == quote) {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
            i++;
        }
        return script.length();
    }

    /** {@return the place behind a block comment that begins at {@code from}} */
    static int commentEnd(String script, int from, boolean nested) {
        int open = 0;
        for (int i = from; i < script.length() - 1; i++) {
            if (script.startsWith("/*", i) && (open == 0 || nested)) {
                open++;
                i++;
            } else if (script.startsWith("*/", i)) {
                open--;
                i++;
                if (open == 0) {
                    return i + 1;
                }
            }
        }
        return script.length();
    }
}
