package dev.cormorant.testing.reset;

import dev.cormorant.testing.DatabaseKind;
import java.util.regex.Pattern;

/** What templates are called, so that whoever comes later finds those that fit, and those that nobody uses any more. */
final class TemplateName {

    /** The start of the name of a database that is whole. */
    static final String WHOLE = "cormorant_t_";

    /** The start of the name of one that is being made, or that somebody was killed over. */
    static final String HALF = "cormorant_b_";

    /** How many characters of the hash make the rest of the name. */
    private static final int DIGITS = 20;

    /** Changes when the same schema has to be made in another way. */
    private static final String FORMAT = "1";

    /** A name that may stand in SQL between quotes. */
    private static final Pattern SAFE = Pattern.compile("[a-z0-9_]+");

    private TemplateName() {}

    /** {@return what tells a template apart: the schema, the product and its version} */
    static String key(Schema schema, DatabaseKind kind, String serverVersion) {
        return new ContentHash()
                .add(FORMAT)
                .add(kind.name())
                .add(serverVersion)
                .add(schema.hash())
                .hex()
                .substring(0, DIGITS);
    }

    static String checked(String name) {
        if (!SAFE.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a test database is made of a-z 0-9 _, not " + name);
        }
        return name;
    }
}
