package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One row of the table of settings: how it is called, what is allowed, what it does. The list is {@link Settings#all()}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {
    private final String key;
    private final String description;
    private final ValueType<T> type;
    private final List<Alias> aliases;

    Setting(String key, String description, ValueType<T> type, List<Alias> aliases) {
        this.key = key;
        this.description = description;
        this.type = type;
        this.aliases = List.copyOf(aliases);
    }

    /**
     * Another library's name for the setting.
     *
     * @param name the name, capital letters included
     * @param plainUnit the unit of a number that has none, as a suffix such as {@code ms}; empty if numbers have no unit
     */
    record Alias(String name, String plainUnit) {
        String withUnit(String text) {
            String stripped = text.strip();
            return !plainUnit.isEmpty() && stripped.matches("[0-9]+") ? stripped + plainUnit : text;
        }
    }

    /**
     * The key, in kebab case.
     *
     * @return such as {@code pool.max-size}
     */
    public String key() {
        return key;
    }

    /**
     * The environment variable.
     *
     * @return such as {@code ORM_POOL_MAX_SIZE}
     */
    public String variable() {
        return Settings.VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /**
     * Other libraries' names that are accepted for the key.
     *
     * @return perhaps none
     */
    public List<String> aliases() {
        return aliases.stream().map(Alias::name).toList();
    }

    /**
     * What is allowed.
     *
     * @return such as {@code 1 to 1000}
     */
    public String range() {
        return type.range();
    }

    /**
     * What the setting does, in a sentence.
     *
     * @return a text for the reference
     */
    public String description() {
        return description;
    }

    /**
     * The setting's value in a configuration, for people.
     *
     * @param config the configuration
     * @return the value as it may be written in a settings file, a secret as {@code ***}; empty if it is not set
     */
    public Optional<String> shownIn(DatabaseConfig config) {
        return valueIn(config).map(type::shown);
    }

    /** The key, and never a value. */
    @Override
    public String toString() {
        return key;
    }

    Optional<T> valueIn(DatabaseConfig config) {
        return Optional.ofNullable(SettingValues.in(config, key)).map(type.type()::cast);
    }

    /**
     * Refuses a value that is not allowed.
     *
     * @throws ConfigurationException naming the key, the range, and the value where it cannot be a secret
     */
    void check(T value) {
        type.check(key, Objects.requireNonNull(value, key));
    }

    /** The checked value of a text that was given under one of the names. */
    T parse(String name, String text) {
        String label = name.equals(key) ? key : key + " (given as " + name + ")";
        String withUnit = aliases.stream()
                .filter(alias -> alias.name().equals(name))
                .findFirst()
                .map(alias -> alias.withUnit(text))
                .orElse(text);
        T value = type.parse(label, withUnit);
        type.check(label, value);
        return value;
    }

    /** The key and all aliases. */
    Stream<String> names() {
        return Stream.concat(Stream.of(key), aliases.stream().map(Alias::name));
    }
}
