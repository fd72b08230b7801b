package dev.cormorant.core.config;

import java.util.Optional;

/** Reads the parameters behind the {@code ?} of a URL and takes user and password out of them. */
final class ParameterParser {
    private final String scheme;
    private final boolean encoded;
    private DriverProperties properties = DriverProperties.none();
    private Optional<String> user = Optional.empty();
    private Secret password = Secret.none();

    /**
     * A reader for one URL.
     *
     * @param encoded whether values are percent-encoded
     */
    ParameterParser(String scheme, boolean encoded) {
        this.scheme = scheme;
        this.encoded = encoded;
    }

    void read(String query) {
        if (query.isEmpty()) {
            return;
        }
        int position = 0;
        for (String each : query.split("&", -1)) {
            position++;
            int equals = each.indexOf('=');
            // Not quoted: a part without '=' may be the end of a password that holds a raw '&' or '?'.
            if (equals <= 0) {
                throw UrlMistake.of(scheme, "parameter " + position + " is not name=value; " + UrlMistake.ENCODE);
            }
            add(position, each.substring(0, equals), each.substring(equals + 1));
        }
    }

    private void add(int position, String name, String raw) {
        String value = encoded ? ServerParser.decoded(scheme, "value of parameter " + position, raw) : raw;
        if (name.equalsIgnoreCase("user")) {
            addUser(value);
        } else if (name.equalsIgnoreCase("password")) {
            checkOnce(password.isPresent(), "password");
            password = Secret.of(value);
        } else {
            checkOnce(properties.names().stream().anyMatch(name::equalsIgnoreCase), "parameter " + position);
            checkAt(position, name, raw);
            properties = properties.with(name, value);
        }
    }

    private void addUser(String value) {
        checkOnce(user.isPresent(), "user");
        if (value.isEmpty() || value.indexOf('=') >= 0 || value.indexOf(':') >= 0) {
            throw UrlMistake.of(scheme, "the parameter user is empty or holds '=' or ':'; " + UrlMistake.ENCODE);
        }
        user = Optional.of(value);
    }

    /** With a raw {@code ?} in a password, the rest of it and the host look like a parameter's value. */
    private void checkAt(int position, String name, String raw) {
        if (encoded && raw.indexOf('@') >= 0 && !Redaction.isSecretName(name)) {
            throw UrlMistake.of(
                    scheme, "the value of parameter " + position + " holds '@': write %40, and " + UrlMistake.ENCODE);
        }
    }

    private void checkOnce(boolean already, String what) {
        if (already) {
            throw UrlMistake.of(scheme, "the " + what + " is given twice: give it once");
        }
    }

    DriverProperties properties() {
        return properties;
    }

    /** What was found here and in the user-info together. */
    Credentials credentials(Credentials userInfo) {
        checkOnce(user.isPresent() && userInfo.user().isPresent(), "user");
        checkOnce(password.isPresent() && userInfo.password().isPresent(), "password");
        return new Credentials(user.or(userInfo::user), password.isPresent() ? password : userInfo.password());
    }
}
