package dev.cormorant.postgres;

import dev.cormorant.core.config.Credentials;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.Login;
import java.time.Duration;
import java.util.Properties;

/** What pgjdbc is told for each connection of one configuration. */
final class SessionProperties {

    /** A cancel is one short exchange on a socket of its own, made anew if it fails; the running statement waits for its end. */
    static final Duration CANCEL_LIMIT = Duration.ofSeconds(2);

    /** The server cuts what is longer. */
    private static final int LONGEST_NAME = 63;

    private final DatabaseConfig config;

    SessionProperties(DatabaseConfig config) {
        this.config = config;
    }

    /** Defaults, then the user's choice, then what nobody may change: not even a driverconfig.properties on the class path. */
    Properties forConnecting(Login login) {
        Properties properties = new Properties();
        String name = "cormorant/" + config.name();
        properties.setProperty("ApplicationName", name.substring(0, Math.min(name.length(), LONGEST_NAME)));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty(
                "preparedStatementCacheQueries",
                Integer.toString(config.statements().cacheSize()));
        config.parameters().reveal(properties::setProperty);
        Credentials who = login.credentials();
        who.user().ifPresent(user -> properties.setProperty("user", user));
        if (who.password().isPresent()) {
            properties.setProperty("password", who.password().reveal());
        }
        fix(properties);
        limit(properties, login.timeLeft());
        return properties;
    }

    private static void fix(Properties properties) {
        properties.setProperty("socketFactory", BoundedSocketFactory.class.getName());
        // The driver may come from another class loader than we do; connect() sets ours as the context's.
        properties.setProperty("classLoaderStrategy", "context-first");
        properties.setProperty("preferQueryMode", "extended");
        properties.setProperty("defaultRowFetchSize", "0");
        properties.setProperty("adaptiveFetch", "false");
        properties.setProperty("autosave", "never");
        properties.setProperty("readOnly", "false");
        // The detail of a constraint violation is the row.
        properties.setProperty("logServerErrorDetail", "false");
        // Saves a round trip: the application name goes with the login instead of a SET.
        properties.setProperty("assumeMinServerVersion", Integer.toString(PostgresDriver.OLDEST));
    }

    /**
     * The socket keeps the limit of connecting as a whole, to the millisecond, so these need only not be shorter. A login timeout
     * would run in a thread of the driver's own, which outlives it.
     */
    private void limit(Properties properties, Duration timeout) {
        String millis = Long.toString(Math.min(Integer.MAX_VALUE, timeout.toMillis() + 1));
        properties.setProperty("loginTimeout", "0");
        properties.setProperty("connectTimeout", wholeSeconds(timeout));
        properties.setProperty("sslResponseTimeout", millis);
        properties.setProperty("gssResponseTimeout", millis);
        properties.setProperty(
                "socketTimeout",
                wholeSeconds(StatementConfig.silence(config.statements().timeout())));
        properties.setProperty("cancelSignalTimeout", wholeSeconds(CANCEL_LIMIT));
        properties.setProperty("queryTimeout", "0");
    }

    private static String wholeSeconds(Duration time) {
        return Long.toString(time.plusNanos(999_999_999).toSeconds());
    }
}
