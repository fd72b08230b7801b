package dev.cormorant.core.config;

import java.util.Optional;

/**
 * Who connects.
 *
 * @param user the name
 * @param password the password, perhaps none
 */
record Credentials(Optional<String> user, Secret password) {
    static final Credentials NONE = new Credentials(Optional.empty(), Secret.none());
}
