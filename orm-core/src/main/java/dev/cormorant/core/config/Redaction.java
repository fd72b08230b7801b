package dev.cormorant.core.config;

import dev.cormorant.core.internal.NameDistance;
import java.util.List;
import java.util.regex.Pattern;

/** Decides what of a driver's settings may be shown to people: rather too little than too much. */
final class Redaction {
    /** What stands in the place of a hidden value. */
    static final String HIDDEN = "***";

    private static final List<String> SECRET_WORDS = List.of(
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "credential",
            "apikey",
            "accesskey",
            "privatekey",
            "hexkey");
    private static final List<String> SECRET_NAMES = List.of("pass", "key", "pin");
    private static final Pattern HARMLESS_VALUE =
            Pattern.compile("[0-9]{0,10}|[A-Za-z]{1,24}(?:[_-][A-Za-z]{1,24}){0,3}");
    private static final Pattern PRINTABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private Redaction() {}

    /** A name that promises a secret; a misspelt {@code pasword} does so too, for its value is a password all the same. */
    static boolean isSecretName(String name) {
        String letters = NameDistance.letters(name);
        return SECRET_NAMES.contains(letters)
                || SECRET_WORDS.stream().anyMatch(word -> NameDistance.within(word, letters) <= word.length() / 6)
                || NameDistance.within("password", letters) <= 2;
    }

    /** A value is shown if it is a number or a few words of letters; a mixture may be a password in the wrong place. */
    static String shown(String value) {
        return HARMLESS_VALUE.matcher(value).matches() ? value : HIDDEN;
    }

    /** The name in quotes, or a stand-in for one that no setting can have: it may be a value in the wrong place. */
    static String quoted(String name) {
        return PRINTABLE_NAME.matcher(name).matches()
                ? '"' + name + '"'
                : "(a name that is too long, or holds other characters than A-Z a-z 0-9 _ . -)";
    }
}
