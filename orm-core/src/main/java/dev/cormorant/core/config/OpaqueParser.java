package dev.cormorant.core.config;

import java.util.regex.Pattern;

/** Reads what stands behind the scheme when it is no server: SQLite's file, or another database's own text. */
final class OpaqueParser {
    private static final Pattern USER_INFO = Pattern.compile("//[^/]*@");
    private static final Pattern OTHER = Pattern.compile("(?!.*//)[\\p{L}\\p{N}_.~$:/\\\\ -]*");

    private OpaqueParser() {}

    /** A SQLite file, {@code :memory:}, or a {@code file:} URI, without its parameters. */
    static Location file(String scheme, String text) {
        if (text.indexOf('=') >= 0 || text.indexOf('&') >= 0 || text.indexOf('?') >= 0) {
            throw UrlMistake.of(
                    scheme,
                    "the file name holds '?', '=' or '&': parameters follow the first '?', and in a name these"
                            + " characters are written jdbc:sqlite:file:… with %3F, %3D or %26");
        }
        if (USER_INFO.matcher(text).find()) {
            throw UrlMistake.of(scheme, "it holds a user in front of '@', but SQLite opens a file and has no users");
        }
        return new Location.Opaque(text, true);
    }

    /** The text of a database that is not known here; strict, for its driver's way to write a password is unknown. */
    static Location text(String scheme, String text) {
        if (!OTHER.matcher(text).matches()) {
            throw UrlMistake.of(
                    scheme,
                    "allowed behind the scheme are letters, digits and _ . ~ $ : / \\ - and then ?name=value&…;"
                            + " user, password and other properties go into the settings \"user\", \"password\" and"
                            + " \"driver.<property>\"");
        }
        return new Location.Opaque(text, false);
    }
}
