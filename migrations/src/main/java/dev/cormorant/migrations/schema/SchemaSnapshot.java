package dev.cormorant.migrations.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The schema of a database at one moment: everything that scripts make, but no rows, no counters and no grants. The tables of
 * the history of migrations are left out. Two databases of one product and version with the same schema have equal snapshots;
 * across products snapshots cannot be compared.
 *
 * @param database the label of the database, as {@code sqlite "cities"}; no part of text and fingerprint
 * @param objects by kind, then by name; each pair of both once
 */
public record SchemaSnapshot(String database, List<SchemaObject> objects) {

    /** Sorts a copy of the list. */
    public SchemaSnapshot {
        objects = objects.stream().sorted().toList();
    }

    /**
     * The schema as text: a line for each object, and one below it for each property, indented by two blanks; further lines of a
     * value by four.
     *
     * @return the text, with {@code \n} at the end of each line; empty for an empty schema
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (SchemaObject object : objects) {
            text.append(object.title()).append('\n');
            object.properties().forEach((property, value) -> text.append("  ")
                    .append(property)
                    .append(": ")
                    .append(value.replace("\n", "\n    "))
                    .append('\n'));
        }
        return text.toString();
    }

    /** {@return the SHA-256 of {@link #text()} in UTF-8, as 64 hexadecimal digits in lower case} */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /**
     * Holds another schema against this one.
     *
     * @param actual the schema as it is; this one is how it should be
     * @return what differs, by kind and name; a table that only one of them has comes with all that belongs to it
     */
    public List<SchemaDifference> differences(SchemaSnapshot actual) {
        return new Comparison(this, actual).differences();
    }
}
