package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;

/** Words what is wrong with a URL without quoting anything behind its scheme: any of it may be a password. */
final class UrlMistake {
    /** What most mistakes come down to. */
    static final String ENCODE = "a character such as @ : / ? # & in a user or password must be percent-encoded";

    private UrlMistake() {}

    static ConfigurationException of(String scheme, String what) {
        return new ConfigurationException("malformed JDBC URL jdbc:" + scheme + ":…: " + what);
    }
}
