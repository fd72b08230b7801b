package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.internal.NameDistance;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The URL parameters and driver properties that one driver lets through; every other one is refused.
 *
 * <p>A driver declares them once. A parameter that is dangerous or that would work against this library is refused with
 * its own reason, a parameter that is not known with the nearest allowed one. No message holds a value. Immutable and
 * thread-safe.
 */
public final class AllowedParameters {
    private final String database;
    private final SortedMap<String, String> allowed;
    private final SortedMap<String, String> refused;

    private AllowedParameters(Builder builder) {
        this.database = builder.database;
        this.allowed = copy(builder.allowed);
        this.refused = copy(builder.refused);
    }

    private static SortedMap<String, String> copy(SortedMap<String, String> names) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    /**
     * Begins a list in which {@code sslMode} and {@code sslmode} are two names.
     *
     * @param database the database product's name, for messages
     * @return a builder that allows nothing yet
     */
    public static Builder of(String database) {
        return new Builder(database, Comparator.naturalOrder());
    }

    /**
     * Begins a list in which capital and small letters are the same.
     *
     * @param database the database product's name, for messages
     * @return a builder that allows nothing yet
     */
    public static Builder ignoringCase(String database) {
        return new Builder(database, String.CASE_INSENSITIVE_ORDER);
    }

    /**
     * Refuses a configuration with a parameter or driver property that is not allowed.
     *
     * @param config the URL's parameters and the driver properties in it
     * @throws ConfigurationException naming the first one that is not allowed, and why or what was perhaps meant
     */
    public void check(DatabaseConfig config) {
        check(config.parameters());
    }

    /**
     * Refuses a URL with a parameter that is not allowed.
     *
     * @param url user and password in it are always allowed
     * @throws ConfigurationException naming the first one that is not allowed, and why or what was perhaps meant
     */
    public void check(ConnectionUrl url) {
        check(url.driverProperties());
    }

    /**
     * Refuses properties of which one is not allowed.
     *
     * @param properties plain and secret ones
     * @throws ConfigurationException naming the first one that is not allowed, and why or what was perhaps meant
     */
    public void check(DriverProperties properties) {
        for (String name : properties.names()) {
            String reason = refused.get(name);
            if (reason != null) {
                throw new ConfigurationException(subject(name) + " is not allowed: " + reason);
            }
            if (!allowed.containsKey(name)) {
                throw new ConfigurationException(subject(name) + " is not among those that are allowed"
                        + NameDistance.nearest(name, allowed.keySet())
                                .or(() -> NameDistance.nearest(name, refused.keySet()))
                                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                                .orElse(allowed.isEmpty() ? "" : ": " + String.join(", ", allowed.keySet())));
            }
        }
    }

    /**
     * The allowed names.
     *
     * @return name to note, sorted by name; the note is empty where there is nothing to say
     */
    public Map<String, String> allowed() {
        return allowed;
    }

    /**
     * The names that are refused for a reason of their own.
     *
     * @return name to reason, sorted by name
     */
    public Map<String, String> refused() {
        return refused;
    }

    private String subject(String name) {
        return "the " + database + " URL parameter or driver property " + Redaction.quoted(name);
    }

    /** Collects the names; for one thread. */
    public static final class Builder {
        private final String database;
        private final SortedMap<String, String> allowed;
        private final SortedMap<String, String> refused;

        private Builder(String database, Comparator<? super String> order) {
            this.database = database;
            this.allowed = new TreeMap<>(order);
            this.refused = new TreeMap<>(order);
        }

        /**
         * Allows names about which there is nothing to say.
         *
         * @param names the driver's names
         * @return this builder
         * @throws IllegalArgumentException if one was named before
         */
        public Builder allow(String... names) {
            for (String name : names) {
                allowWithNote(name, "");
            }
            return this;
        }

        /**
         * Allows a name.
         *
         * @param name the driver's name
         * @param note what a user should know of it
         * @return this builder
         * @throws IllegalArgumentException if it was named before
         */
        public Builder allowWithNote(String name, String note) {
            return put(allowed, name, note);
        }

        /**
         * Refuses a name.
         *
         * @param name the driver's name
         * @param reason why, and what to use instead; stands behind "is not allowed:"
         * @return this builder
         * @throws IllegalArgumentException if it was named before
         */
        public Builder refuse(String name, String reason) {
            return put(refused, name, reason);
        }

        /**
         * Ends the list.
         *
         * @return what was collected so far
         */
        public AllowedParameters build() {
            return new AllowedParameters(this);
        }

        private Builder put(SortedMap<String, String> target, String name, String text) {
            if (allowed.containsKey(name) || refused.containsKey(name)) {
                throw new IllegalArgumentException("the parameter " + name + " is named twice");
            }
            target.put(name, text);
            return this;
        }
    }
}
