package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Settings of a JDBC driver by the driver's own names, in the order in which they were given.
 *
 * <p>A value whose name promises a secret ({@code sslpassword}, {@code trustCertificateKeyStorePassword}, also a
 * misspelt one) is held as a {@link Secret}; {@link #toString()} shows harmless values only. The names {@code user} and
 * {@code password} are refused: they have settings of their own. Immutable and thread-safe.
 */
public final class DriverProperties {
    private static final DriverProperties NONE = new DriverProperties(Map.of(), Map.of());

    /** Without {@code -}, which only MySQL's X protocol uses, for a name with other characters is mostly a value that lost its "=". */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,63}");

    private final Map<String, String> plain;
    private final Map<String, Secret> secrets;

    private DriverProperties(Map<String, String> plain, Map<String, Secret> secrets) {
        this.plain = Collections.unmodifiableMap(plain);
        this.secrets = Collections.unmodifiableMap(secrets);
    }

    /**
     * No properties.
     *
     * @return the empty set
     */
    public static DriverProperties none() {
        return NONE;
    }

    /**
     * These properties, sorted into plain and secret ones by their names.
     *
     * @param properties name to value
     * @return the properties in the map's order
     * @throws ConfigurationException if a name is malformed, is {@code user} or {@code password}
     */
    public static DriverProperties of(Map<String, String> properties) {
        DriverProperties all = NONE;
        for (Map.Entry<String, String> each : properties.entrySet()) {
            all = all.with(each.getKey(), each.getValue());
        }
        return all;
    }

    /**
     * A copy with one property more, or with another value for it.
     *
     * @param name the driver's name for it: a letter, then letters, digits, {@code _} and {@code .}, at most 64
     * @param value the value; kept as a secret if the name promises one
     * @return the copy
     * @throws ConfigurationException if the name is malformed, is {@code user} or {@code password}
     */
    public DriverProperties with(String name, String value) {
        checkName(name);
        Map<String, String> nextPlain = new LinkedHashMap<>(plain);
        Map<String, Secret> nextSecrets = new LinkedHashMap<>(secrets);
        if (Redaction.isSecretName(name)) {
            nextSecrets.put(name, Secret.of(value));
        } else {
            nextPlain.put(name, value);
        }
        return new DriverProperties(nextPlain, nextSecrets);
    }

    /**
     * These and the other properties together.
     *
     * @param other properties of other names
     * @return these first, then the others
     * @throws ConfigurationException if both hold the same name, capital or small letters apart
     */
    public DriverProperties and(DriverProperties other) {
        checkApart(other);
        Map<String, String> nextPlain = new LinkedHashMap<>(plain);
        nextPlain.putAll(other.plain);
        Map<String, Secret> nextSecrets = new LinkedHashMap<>(secrets);
        nextSecrets.putAll(other.secrets);
        return new DriverProperties(nextPlain, nextSecrets);
    }

    /**
     * The properties that are no secrets.
     *
     * @return an unmodifiable map in the order given
     */
    public Map<String, String> plain() {
        return plain;
    }

    /**
     * The properties that are secrets.
     *
     * @return an unmodifiable map in the order given
     */
    public Map<String, Secret> secrets() {
        return secrets;
    }

    /**
     * One plain property.
     *
     * @param name its exact name
     * @return its value; empty if it is not set or is a secret
     */
    public Optional<String> get(String name) {
        return Optional.ofNullable(plain.get(name));
    }

    /**
     * All names, plain ones first.
     *
     * @return an unmodifiable list
     */
    public List<String> names() {
        List<String> names = new ArrayList<>(plain.keySet());
        names.addAll(secrets.keySet());
        return Collections.unmodifiableList(names);
    }

    /**
     * Hands every property with its real value to the driver; the one way by which secrets leave.
     *
     * @param target called once for each property, plain ones first
     */
    public void reveal(BiConsumer<String, String> target) {
        plain.forEach(target);
        secrets.forEach((name, secret) -> target.accept(name, secret.reveal()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DriverProperties properties
                && plain.equals(properties.plain)
                && secrets.equals(properties.secrets);
    }

    @Override
    public int hashCode() {
        return 31 * plain.hashCode() + secrets.hashCode();
    }

    /** Name and value of each, in braces; a value that is or might be a secret as {@code ***}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        plain.forEach((name, value) -> text.add(name + '=' + Redaction.shown(value)));
        secrets.keySet().forEach(name -> text.add(name + '=' + Redaction.HIDDEN));
        return text.toString();
    }

    /** Refuses other properties of which one has a name that is taken here. */
    void checkApart(DriverProperties other) {
        for (String name : other.names()) {
            if (names().stream().anyMatch(name::equalsIgnoreCase)) {
                throw new ConfigurationException("the driver property " + Redaction.quoted(name)
                        + " is given twice, as a URL parameter and as a setting: give it once");
            }
        }
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException("malformed name of a driver property: allowed are a letter, then letters, "
                    + "digits, '_' and '.', at most 64 characters");
        }
        if (name.equalsIgnoreCase("user") || name.equalsIgnoreCase("password")) {
            throw new ConfigurationException("\"" + name + "\" is no driver property: use the setting \""
                    + (name.equalsIgnoreCase("user") ? Settings.USER : Settings.PASSWORD).key() + "\"");
        }
    }
}
