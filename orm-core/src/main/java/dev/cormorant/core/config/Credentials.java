package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.util.Objects;
import java.util.Optional;

/**
 * Who connects. Immutable and thread-safe; {@link #toString()} holds no secret.
 *
 * @param user the name; empty where the database has no users or the driver shall choose
 * @param password the password, perhaps none
 */
public record Credentials(Optional<String> user, Secret password) implements CredentialSource {
    private static final Credentials NONE = new Credentials(Optional.empty(), Secret.none());

    /** Refuses null. */
    public Credentials {
        Objects.requireNonNull(user, Settings.USER.key());
        Objects.requireNonNull(password, Settings.PASSWORD.key());
    }

    /** {@return no user and no password} */
    public static Credentials none() {
        return NONE;
    }

    /**
     * A user with a password.
     *
     * @param user the name, not blank
     * @param password the password, perhaps none
     * @return both
     * @throws ConfigurationException if the name is blank or holds control characters
     */
    public static Credentials of(String user, Secret password) {
        Settings.USER.check(user);
        return new Credentials(Optional.of(user), password);
    }

    /** {@return the same as {@link #of(String, Secret)} with the value of a secret} */
    public static Credentials of(String user, String password) {
        return of(user, Secret.of(password));
    }

    /** {@return these} */
    @Override
    public Credentials credentials() {
        return this;
    }
}
