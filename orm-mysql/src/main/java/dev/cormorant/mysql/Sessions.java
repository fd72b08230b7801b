package dev.cormorant.mysql;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import dev.cormorant.core.config.Credentials;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.Login;
import dev.cormorant.core.driver.Logins;
import dev.cormorant.mysql.internal.GreetingSocketFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Opens connections with Connector/J. A connection is ready after the login and two round trips: one that sets up the session
 * and one in which Connector/J asks for the server's settings. The password goes in the properties and never in the URL.
 *
 * <p>What is set, and why:
 *
 * <ul>
 *   <li>The session is in UTC, so that an instant is the same on every machine. {@code java.sql.Timestamp} and
 *       {@code OffsetDateTime} of plain JDBC are converted as JDBC says, by the time zone of the JVM; so a
 *       {@code LocalDateTime}, which jOOQ passes as a {@code Timestamp}, is stored as it is written.
 *   <li>{@code autocommit=1} is sent because Connector/J, told to believe in the state that it knows, does not ask for it, and
 *       a server may start sessions otherwise. {@code net_write_timeout} is the time that a slow reader of a streamed result
 *       has, set once instead of before each query.
 *   <li>Prepared statements are put together by the client: those of the server halve the speed of batches, and Connector/J
 *       9.7.0 reads unsigned numbers wrong from a cached one whose table was altered meanwhile.
 *   <li>A batch stops at its first failure, as on other databases.
 * </ul>
 */
final class Sessions {

    private static final String SESSION = "time_zone='+00:00',net_write_timeout=600,autocommit=1";

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("connectionAttributes", "program_name:cormorant"),
            Map.entry("connectionTimeZone", "LOCAL"),
            Map.entry("prepStmtCacheSqlLimit", "2048"),
            Map.entry("rewriteBatchedStatements", "true"),
            Map.entry("continueBatchOnError", "false"),
            Map.entry("tcpKeepAlive", "true"));

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("characterEncoding", "UTF-8"),
            Map.entry("characterSetResults", "UTF-8"),
            Map.entry("netTimeoutForStreamingResults", "0"),
            Map.entry("useLocalSessionState", "true"),
            Map.entry("maintainTimeStats", "false"),
            Map.entry("tinyInt1isBit", "false"),
            Map.entry("yearIsDateType", "false"),
            Map.entry("logger", "com.mysql.cj.log.Slf4JLogger"));

    private final DatabaseConfig config;
    private final String url;
    private final Duration reading;
    private final Logins logins;
    private final LeftBehind leftBehind = new LeftBehind();

    Sessions(DatabaseConfig config) {
        this.config = config;
        this.logins = new Logins(config);
        // Connector/J knows no jdbc:mariadb:.
        String scheme = "jdbc:" + config.url().scheme() + ':';
        this.url = "jdbc:mysql:" + config.url().base().substring(scheme.length());
        this.reading = StatementConfig.silence(config.statements().timeout());
    }

    /** Opens a connection for statements; the caller closes it. */
    Connection open(Duration timeout) throws SQLException {
        Properties properties = properties(logins.ask(timeout));
        properties.setProperty("sessionVariables", SESSION);
        // Says that LOAD DATA LOCAL is known, and refuses every file: see LoadPath.
        properties.setProperty("allowLoadLocalInfileInPath", "");
        Connection connection = connect(properties);
        try {
            leftBehind.endOver(connection);
            connection.setNetworkTimeout(Runnable::run, millis(reading));
            return connection;
        } catch (SQLException | RuntimeException failed) {
            try (connection) {
                throw failed;
            }
        }
    }

    /** Cuts a connection off, for a thread that may not own it; what its session still runs is ended later. */
    void cutOff(Connection connection) throws SQLException {
        leftBehind.cutOff(connection);
    }

    /** Opens a connection that only tells the server something; the caller closes it. */
    Connection openForControl(Duration timeout) throws SQLException {
        return connect(properties(logins.ask(timeout)));
    }

    private Connection connect(Properties properties) throws SQLException {
        try {
            Connection connection = ConnectorStart.driver().connect(url, properties);
            if (connection == null) {
                throw new SQLException(
                        "Connector/J does not take the URL " + config.url().redacted(), "08001");
            }
            return connection;
        } catch (PacketTooBigException rubbish) {
            throw new SQLNonTransientConnectionException(
                    "what answers there does not speak the protocol of MySQL", "08S01", rubbish);
        }
    }

    private Properties properties(Login login) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(DEFAULTS);
        int kept = config.statements().cacheSize();
        all.put("cachePrepStmts", String.valueOf(kept > 0));
        all.put("prepStmtCacheSize", String.valueOf(kept));
        config.parameters().reveal(all::put);
        all.putAll(FIXED);
        all.put("connectTimeout", String.valueOf(millis(login.timeLeft())));
        all.put("socketTimeout", String.valueOf(millis(login.timeLeft())));
        if (ConnectorStart.sees(GreetingSocketFactory.class)) {
            all.put("socketFactory", GreetingSocketFactory.class.getName());
        }
        Properties properties = new Properties();
        properties.putAll(all);
        Credentials who = login.credentials();
        who.user().ifPresent(user -> properties.setProperty("user", user));
        if (who.password().isPresent()) {
            properties.setProperty("password", who.password().reveal());
        }
        return properties;
    }

    /** At least 1: Connector/J takes 0 for no limit. */
    private static int millis(Duration time) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, time.toMillis()));
    }
}
