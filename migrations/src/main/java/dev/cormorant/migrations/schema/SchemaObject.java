package dev.cormorant.migrations.schema;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One object of a schema.
 *
 * @param kind what it is
 * @param name its name; what belongs to a table as {@code table.name}, what is not in the schema of the connection with its
 *     schema before it
 * @param properties what is known of it, by names such as {@code type}, {@code nullable}, {@code default} or
 *     {@code definition}; a value may have several lines; what an object does not have is left out
 */
public record SchemaObject(ObjectKind kind, String name, SortedMap<String, String> properties)
        implements Comparable<SchemaObject> {

    private static final Comparator<SchemaObject> ORDER =
            Comparator.comparing(SchemaObject::kind).thenComparing(SchemaObject::name);

    /** Keeps an unmodifiable copy of the properties. */
    public SchemaObject {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** By kind, then by name. */
    @Override
    public int compareTo(SchemaObject other) {
        return ORDER.compare(this, other);
    }

    /** {@return kind and name: {@code column shelf.colour}} */
    public String title() {
        return kind.text() + " " + name;
    }
}
