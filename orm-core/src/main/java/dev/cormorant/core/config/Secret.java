package dev.cormorant.core.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;

/**
 * A password, or the fact that there is none.
 *
 * <p>{@link #toString()} never shows the value and the class is not serializable; the one way to the value is
 * {@link #reveal()}. Immutable and thread-safe.
 */
public final class Secret {
    private static final Secret NONE = new Secret(Optional.empty());

    private final Optional<String> value;

    private Secret(Optional<String> value) {
        this.value = value;
    }

    /**
     * A secret with this value.
     *
     * @param value the password; an empty one is a present secret with an empty value
     * @return a secret that is present
     */
    public static Secret of(String value) {
        return new Secret(Optional.of(value));
    }

    /**
     * No secret at all.
     *
     * @return the one secret that is not present
     */
    public static Secret none() {
        return NONE;
    }

    /**
     * Tells whether there is a value, be it an empty one.
     *
     * @return false for {@link #none()} only
     */
    public boolean isPresent() {
        return value.isPresent();
    }

    /**
     * The value itself, for handing it to a driver and nothing else.
     *
     * @return the password as it was given
     * @throws IllegalStateException if there is none; ask {@link #isPresent()} first
     */
    public String reveal() {
        return value.orElseThrow(() -> new IllegalStateException("no secret is set: ask isPresent() first"));
    }

    /** Compares the values in a time that does not depend on where they differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && isPresent() == secret.isPresent()
                && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    /** {@code Secret[***]}, or {@code Secret[none]}. */
    @Override
    public String toString() {
        return isPresent() ? "Secret[***]" : "Secret[none]";
    }

    private byte[] bytes() {
        return value.orElse("").getBytes(StandardCharsets.UTF_8);
    }
}
