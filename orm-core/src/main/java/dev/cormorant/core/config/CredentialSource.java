package dev.cormorant.core.config;

/**
 * Says who connects, at the moment of each physical connect: a password that changes, a token that expires. Asked from any
 * thread, by several at once, in a thread of its own that is interrupted when the time for connecting
 * ({@code pool.connect-timeout}) is over; keeps nothing locked and should answer from a cache of its own if what it asks is slow.
 *
 * <p>{@link Credentials} are a source too: the one that always says the same.
 */
@FunctionalInterface
public interface CredentialSource {

    /**
     * The user and password to log in with now.
     *
     * @return both; not null
     * @throws Exception if they cannot be had: the connect then fails with a
     *     {@link dev.cormorant.core.error.CredentialsUnavailableException}, whose cause this is
     */
    Credentials credentials() throws Exception;
}
