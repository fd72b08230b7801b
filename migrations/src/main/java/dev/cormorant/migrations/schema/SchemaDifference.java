package dev.cormorant.migrations.schema;

import java.util.List;
import java.util.Optional;

/**
 * An object that is not as it should be.
 *
 * @param kind what it is
 * @param name its name, as in {@link SchemaObject}
 * @param state in which way it differs
 * @param properties what differs about it, by name; empty unless it is {@link State#CHANGED}
 */
public record SchemaDifference(ObjectKind kind, String name, State state, List<PropertyDifference> properties) {

    /** In which way an object differs. */
    public enum State {
        /** It should be there and is not. */
        MISSING,
        /** It is there and should not be. */
        UNEXPECTED,
        /** It is there and something about it is different. */
        CHANGED
    }

    /**
     * A property that differs.
     *
     * @param property its name
     * @param expected what it should be; empty if it should not have it
     * @param actual what it is; empty if it does not have it
     */
    public record PropertyDifference(String property, Optional<String> expected, Optional<String> actual) {}

    /** Keeps an unmodifiable copy of the list. */
    public SchemaDifference {
        properties = List.copyOf(properties);
    }

    /** {@return kind and name: {@code column shelf.colour}} */
    public String title() {
        return kind.text() + " " + name;
    }
}
