package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * A JDBC URL, taken apart so that its credentials are apart from what may be shown.
 *
 * <p>Understood are {@code jdbc:postgresql://[user[:password]@]host[:port][,host…][/database][?name=value&…]}, the same
 * with one host for {@code jdbc:mysql:}, {@code jdbc:mariadb:} and other network databases, {@code jdbc:postgresql:database},
 * {@code jdbc:sqlite:file[?name=value&…]}, and {@code jdbc:scheme:text} of other databases. In network URLs user,
 * password, database and parameters are percent-encoded UTF-8, where {@code +} means a plus sign; in SQLite's nothing is
 * decoded, as its driver does not either. Immutable and thread-safe.
 */
public final class ConnectionUrl {
    private final String scheme;
    private final Location location;
    private final Credentials credentials;
    private final DriverProperties properties;

    ConnectionUrl(String scheme, Location location, Credentials credentials, DriverProperties properties) {
        this.scheme = scheme;
        this.location = location;
        this.credentials = credentials;
        this.properties = properties;
    }

    /**
     * Takes a JDBC URL apart.
     *
     * @param url the whole URL, beginning with {@code jdbc:}
     * @return its parts
     * @throws ConfigurationException if it is malformed, or of one of MySQL's forms that name several hosts or key-value
     *     pairs; the message says which part is wrong and quotes none of it
     */
    public static ConnectionUrl parse(String url) {
        return new ConnectionUrlParser(url).parse();
    }

    /**
     * The database product's name in the URL.
     *
     * @return such as {@code postgresql}
     */
    public String scheme() {
        return scheme;
    }

    /**
     * The URL without credentials and without parameters: what a driver is given together with the properties.
     *
     * @return such as {@code jdbc:postgresql://localhost:5432/app}
     */
    public String base() {
        return "jdbc:" + scheme + ':' + location.text();
    }

    /**
     * The first host, an IPv6 address without brackets.
     *
     * @return empty if the URL names none
     */
    public Optional<String> host() {
        return location.host();
    }

    /**
     * The first host's port, 1 to 65535.
     *
     * @return empty if the URL names none
     */
    public OptionalInt port() {
        return location.port();
    }

    /**
     * The database: the decoded last part of the path; for SQLite the file as written, {@code :memory:} included.
     *
     * @return empty if the URL names none
     */
    public Optional<String> database() {
        return location.database();
    }

    /**
     * The user, from the user-info or from the parameter {@code user}.
     *
     * @return empty if the URL names none
     */
    public Optional<String> user() {
        return credentials.user();
    }

    /**
     * The password, from the user-info or from the parameter {@code password}.
     *
     * @return {@link Secret#none()} if the URL holds none
     */
    public Secret password() {
        return credentials.password();
    }

    /**
     * The parameters that are no secrets, decoded, without {@code user}.
     *
     * @return an unmodifiable map in the URL's order
     */
    public Map<String, String> parameters() {
        return properties.plain();
    }

    /**
     * The parameters whose names promise a secret, without {@code password}.
     *
     * @return an unmodifiable map in the URL's order
     */
    public Map<String, Secret> secretParameters() {
        return properties.secrets();
    }

    /**
     * All parameters, plain and secret, without {@code user} and {@code password}.
     *
     * @return the parameters as properties for the driver
     */
    public DriverProperties driverProperties() {
        return properties;
    }

    /**
     * Where the database is, for telling two of them apart: each host in lower case with its port, and the database. Without a
     * host it is the local one.
     *
     * @param defaultPort the port of a host that names none
     * @return such as {@code //localhost:5432/app}; what another product has behind its scheme as it is
     */
    public String place(int defaultPort) {
        return location.place(defaultPort);
    }

    /**
     * The same server with another database.
     *
     * @param database the plain name, which is encoded here; for SQLite the file
     * @return the copy; parameters and credentials stay
     * @throws ConfigurationException if the name is empty, or a SQLite file name holds {@code ? & =}
     */
    public ConnectionUrl withDatabase(String database) {
        return new ConnectionUrl(scheme, Locations.withDatabase(scheme, location, database), credentials, properties);
    }

    /**
     * The same URL without user and password; other secret parameters stay.
     *
     * @return the copy
     */
    public ConnectionUrl withoutCredentials() {
        return new ConnectionUrl(scheme, location, Credentials.none(), properties);
    }

    /**
     * The URL for people: {@link #base()} and the parameters that are no secrets. The value of a parameter is shown if it
     * is a number or a few words of letters, and is {@code ***} otherwise; so is a database whose name promises a secret,
     * and what an unknown product has behind its scheme if that is no {@code //host}.
     *
     * @return a text without credentials; not meant for connecting
     */
    public String redacted() {
        String place = "jdbc:" + scheme + ':' + location.shown();
        StringJoiner text = new StringJoiner("&", place + '?', "").setEmptyValue(place);
        properties.plain().forEach((name, value) -> text.add(name + '=' + Redaction.shown(value)));
        return text.toString();
    }

    /** The database, if it may be shown. */
    Optional<String> shownDatabase() {
        return location.shownDatabase();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectionUrl url
                && scheme.equals(url.scheme)
                && location.equals(url.location)
                && credentials.equals(url.credentials)
                && properties.equals(url.properties);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheme, location, credentials, properties);
    }

    /** The same as {@link #redacted()}. */
    @Override
    public String toString() {
        return redacted();
    }
}
