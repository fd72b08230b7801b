package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * Everything that a database is opened with.
 *
 * <p>Made by {@link #of(String)}, {@link #from(Map)} or {@link #fromEnvironment(Map)}; its {@code with} methods return changed
 * copies. Keys, ranges and defaults are in {@link Settings}. Immutable and thread-safe; {@link #toString()} holds no secret.
 *
 * @param name the label in messages, thread names and pools: 1 to 64 of {@code A-Z a-z 0-9 _ . -}; default scheme and
 *     database name
 * @param url the URL, without user and password
 * @param credentials who connects: {@link Credentials} that stay the same, or a source that is asked at each physical connect
 * @param driverProperties settings of the driver by its own names, besides the URL's parameters
 * @param pool connections
 * @param statements statements
 * @param transactions transactions
 * @param monitor what is watched, counted and kept for people to look at
 * @param close closing
 */
public record DatabaseConfig(
        String name,
        ConnectionUrl url,
        CredentialSource credentials,
        DriverProperties driverProperties,
        PoolConfig pool,
        StatementConfig statements,
        TransactionConfig transactions,
        MonitorConfig monitor,
        CloseConfig close) {
    /**
     * Checks the settings.
     *
     * @throws ConfigurationException if the name or the user is malformed, if the URL still holds a user or a password,
     *     or if a driver property is also a parameter of the URL
     */
    public DatabaseConfig {
        Settings.NAME.check(name);
        Objects.requireNonNull(credentials, "credentials");
        if (credentials instanceof Credentials fixed) {
            fixed.user().ifPresent(Settings.USER::check);
        }
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(statements, "statements");
        Objects.requireNonNull(transactions, "transactions");
        Objects.requireNonNull(monitor, "monitor");
        Objects.requireNonNull(close, "close");
        if (url.user().isPresent() || url.password().isPresent()) {
            throw new ConfigurationException("the URL of a configuration holds a user or a password: pass url.user(),"
                    + " url.password() and url.withoutCredentials() apart, or use DatabaseConfig.of");
        }
        url.driverProperties().checkApart(driverProperties);
    }

    /**
     * The production defaults for a URL.
     *
     * @param url the JDBC URL, perhaps with credentials, which are taken out of it
     * @return the configuration
     * @throws ConfigurationException if the URL is malformed; the message quotes none of it
     */
    public static DatabaseConfig of(String url) {
        return of(url, Preset.PRODUCTION);
    }

    /**
     * A preset's defaults for a URL.
     *
     * @param url the JDBC URL, perhaps with credentials, which are taken out of it
     * @param preset the defaults
     * @return the configuration
     * @throws ConfigurationException if the URL is malformed; the message quotes none of it
     */
    public static DatabaseConfig of(String url, Preset preset) {
        return of(ConnectionUrl.parse(url), preset);
    }

    static DatabaseConfig of(ConnectionUrl url, Preset preset) {
        return new DatabaseConfig(
                DefaultName.of(url),
                url.withoutCredentials(),
                new Credentials(url.user(), url.password()),
                DriverProperties.none(),
                preset.pool(),
                preset.statements(),
                preset.transactions(),
                preset.monitor(),
                preset.close());
    }

    /**
     * Reads settings by their keys or aliases.
     *
     * @param settings key to text; {@code url} is required
     * @return the configuration; what is not given is the preset's
     * @throws ConfigurationException if a key is unknown or given by two names, if a value is malformed or out of its
     *     range, or if there is no URL
     */
    public static DatabaseConfig from(Map<String, String> settings) {
        return SettingsReader.ofKeys(settings).read();
    }

    /**
     * Reads settings by their keys or aliases, defaults of the properties included.
     *
     * @param settings key to text; {@code url} is required
     * @return the configuration; what is not given is the preset's
     * @throws ConfigurationException as in {@link #from(Map)}, and if a key or value is no string
     */
    public static DatabaseConfig from(Properties settings) {
        return SettingsReader.ofProperties(settings).read();
    }

    /**
     * Reads the variables {@code ORM_URL}, {@code ORM_USER}, {@code ORM_PASSWORD}, {@code ORM_POOL_MAX_SIZE} and so on;
     * {@code ORM_DRIVER_x} passes the driver its property {@code x}, spelt as it is. Variables that do not begin with
     * {@code ORM_}, and those that begin with {@code ORM_TEST_}, are not looked at.
     *
     * @param environment such as {@link System#getenv()}; {@code ORM_URL} is required
     * @return the configuration; what is not given is the preset's
     * @throws ConfigurationException as in {@link #from(Map)}
     */
    public static DatabaseConfig fromEnvironment(Map<String, String> environment) {
        return SettingsReader.ofEnvironment(environment).read();
    }

    /**
     * A copy with one setting changed by its key or alias.
     *
     * @param key any key but {@code url} and {@code preset}, which a configuration begins with
     * @param value the text of the value
     * @return the copy
     * @throws ConfigurationException if the key is unknown, or the value malformed or out of its range
     */
    public DatabaseConfig with(String key, String value) {
        return SettingsReader.ofKeys(Map.of(key, value)).change(this);
    }

    /**
     * A copy with another label.
     *
     * @param newName 1 to 64 of {@code A-Z a-z 0-9 _ . -}
     * @return the copy
     * @throws ConfigurationException if it is malformed
     */
    public DatabaseConfig withName(String newName) {
        return new DatabaseConfig(
                newName, url, credentials, driverProperties, pool, statements, transactions, monitor, close);
    }

    /** {@return who connects, if that is fixed: empty if a source is asked, if there is no user, or if the driver shall choose} */
    public Optional<String> user() {
        return credentials instanceof Credentials fixed ? fixed.user() : Optional.empty();
    }

    /** {@return the user's password, if it is fixed: none if a source is asked} */
    public Secret password() {
        return credentials instanceof Credentials fixed ? fixed.password() : Secret.none();
    }

    /**
     * A copy that takes user and password from a source instead, asked anew at each physical connect.
     *
     * @param source the source; {@link Credentials} are one that always gives the same
     * @return the copy
     */
    public DatabaseConfig withCredentials(CredentialSource source) {
        return new DatabaseConfig(name, url, source, driverProperties, pool, statements, transactions, monitor, close);
    }

    /**
     * A copy with another user; a source of credentials is given up.
     *
     * @throws ConfigurationException if it is blank or holds control characters
     */
    public DatabaseConfig withUser(String newUser) {
        return withCredentials(Credentials.of(newUser, password()));
    }

    /** {@return a copy with another password, perhaps none; a source of credentials is given up} */
    public DatabaseConfig withPassword(Secret newPassword) {
        return withCredentials(new Credentials(user(), newPassword));
    }

    /** {@return a copy with another password, perhaps an empty one; a source of credentials is given up} */
    public DatabaseConfig withPassword(String newPassword) {
        return withPassword(Secret.of(newPassword));
    }

    /**
     * A copy with one more driver property, or with another value for it.
     *
     * @param property the driver's name for it
     * @param value the value; kept as a secret if the name promises one
     * @return the copy
     * @throws ConfigurationException if the name is malformed or is a parameter of the URL
     */
    public DatabaseConfig withDriverProperty(String property, String value) {
        DriverProperties properties = driverProperties.with(property, value);
        return new DatabaseConfig(name, url, credentials, properties, pool, statements, transactions, monitor, close);
    }

    /**
     * A copy for another database of the same server, or another SQLite file. A name that was made from the URL changes
     * with it, one that was given stays.
     *
     * @param database the plain name, or the file
     * @return the copy
     * @throws ConfigurationException as in {@link ConnectionUrl#withDatabase}
     */
    public DatabaseConfig withDatabase(String database) {
        ConnectionUrl newUrl = url.withDatabase(database);
        String newName = name.equals(DefaultName.of(url)) ? DefaultName.of(newUrl) : name;
        return new DatabaseConfig(
                newName, newUrl, credentials, driverProperties, pool, statements, transactions, monitor, close);
    }

    /** {@return a copy with another pool} */
    public DatabaseConfig withPool(PoolConfig newPool) {
        return new DatabaseConfig(
                name, url, credentials, driverProperties, newPool, statements, transactions, monitor, close);
    }

    /** {@return a copy with a changed pool, as in {@code config.withPool(pool -> pool.withMaxSize(10))}} */
    public DatabaseConfig withPool(UnaryOperator<PoolConfig> change) {
        return withPool(change.apply(pool));
    }

    /** {@return a copy with other settings for statements} */
    public DatabaseConfig withStatements(StatementConfig newStatements) {
        return new DatabaseConfig(
                name, url, credentials, driverProperties, pool, newStatements, transactions, monitor, close);
    }

    /** {@return a copy with changed settings for statements} */
    public DatabaseConfig withStatements(UnaryOperator<StatementConfig> change) {
        return withStatements(change.apply(statements));
    }

    /** {@return a copy with other settings for transactions} */
    public DatabaseConfig withTransactions(TransactionConfig newTransactions) {
        return new DatabaseConfig(
                name, url, credentials, driverProperties, pool, statements, newTransactions, monitor, close);
    }

    /** {@return a copy with changed settings for transactions} */
    public DatabaseConfig withTransactions(UnaryOperator<TransactionConfig> change) {
        return withTransactions(change.apply(transactions));
    }

    /** {@return a copy with changed settings for monitoring} */
    public DatabaseConfig withMonitor(UnaryOperator<MonitorConfig> change) {
        MonitorConfig changed = change.apply(monitor);
        return new DatabaseConfig(
                name, url, credentials, driverProperties, pool, statements, transactions, changed, close);
    }

    /** {@return a copy with other settings for closing} */
    public DatabaseConfig withClose(CloseConfig newClose) {
        return new DatabaseConfig(
                name, url, credentials, driverProperties, pool, statements, transactions, monitor, newClose);
    }

    /** {@return a copy with changed settings for closing} */
    public DatabaseConfig withClose(UnaryOperator<CloseConfig> change) {
        return withClose(change.apply(close));
    }

    /**
     * What the driver is to be told besides {@code url().base()}, user and password: the URL's parameters, then the
     * driver properties.
     *
     * @return both together
     */
    public DriverProperties parameters() {
        return url.driverProperties().and(driverProperties);
    }

    /** Every setting that has a value, by its key; secrets as {@code ***}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "DatabaseConfig[", "]");
        for (Setting<?> setting : Settings.all()) {
            setting.shownIn(this).ifPresent(value -> text.add(setting.key() + '=' + value));
        }
        if (!(credentials instanceof Credentials)) {
            text.add("credentials=from a source");
        }
        return text.add("driver=" + driverProperties).toString();
    }
}
