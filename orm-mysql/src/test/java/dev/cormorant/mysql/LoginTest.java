package dev.cormorant.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.AuthenticationFailedException;
import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Logging in to MySQL: its accounts, TLS, and settings that Connector/J refuses. */
final class LoginTest extends OnServer {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }

    /** The settings with the URL as it would be written: TLS where the server offers it. */
    private DatabaseConfig plain() {
        String url = testDatabase().jdbcUrl();
        return config(url.contains("?") ? url.substring(0, url.indexOf('?')) : url);
    }

    /** The settings for an account that the server has not seen log in yet, so that it remembers no password. */
    private DatabaseConfig fresh(String name, String options) throws SQLException {
        try (Connection outside = testDatabase().connect()) {
            run(
                    outside,
                    "drop user if exists " + name,
                    "create user " + name + " identified with caching_sha2_password by 'quack' " + options,
                    "grant all on " + testDatabase().name() + ".* to " + name);
        }
        return plain().withUser(name).withPassword("quack");
    }

    @Test
    void needsNoPublicKeyOverTls() throws SQLException {
        Database database = open(fresh("over_tls", ""));
        assertThat(text(
                        database,
                        "select variable_value from performance_schema.session_status"
                                + " where variable_name = 'Ssl_cipher'"))
                .isNotEmpty();
    }

    @Test
    void saysWhatANewAccountNeedsWithoutTls() throws SQLException {
        DatabaseConfig bare = fresh("without_tls", "").withDriverProperty("sslMode", "DISABLED");
        assertThatExceptionOfType(AuthenticationFailedException.class)
                .isThrownBy(() -> Database.open(bare).close())
                .withMessageContaining("sslMode")
                .withMessageContaining("allowPublicKeyRetrieval");
        Database database = open(bare.withDriverProperty("allowPublicKeyRetrieval", "true"));
        assertThat(text(database, "select 42")).isEqualTo("42");
    }

    @Test
    void doesNotTrustACertificateThatNobodySigned() {
        assertThatExceptionOfType(ConnectionUnavailableException.class)
                .isThrownBy(() -> Database.open(plain().withDriverProperty("sslMode", "VERIFY_CA"))
                        .close())
                .withMessageContaining("TLS")
                .withMessageContaining("sslMode");
    }

    @Test
    void namesASettingThatConnectorJRefuses() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Database.open(plain().withDriverProperty("sslMode", "PERHAPS"))
                        .close())
                .withMessageContaining("sslMode")
                .withMessageContaining("VERIFY_CA");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Database.open(plain().withDriverProperty("connectionTimeZone", "Mars/Olympus"))
                        .close())
                .withMessageContaining("Mars/Olympus");
    }

    @Test
    void tellsALockedAccountFromAFullOne() throws SQLException {
        DatabaseConfig locked = fresh("locked_out", "account lock");
        assertThatExceptionOfType(AuthenticationFailedException.class)
                .isThrownBy(() -> Database.open(locked).close())
                .withMessageContaining("locked");
        DatabaseConfig one = fresh("only_once", "with max_user_connections 1");
        Database first = open(one);
        assertThat(text(first, "select 42")).isEqualTo("42");
        assertThatExceptionOfType(ServerUnreachableException.class)
                .isThrownBy(() -> Database.open(one).close())
                .withMessageContaining("max_user_connections");
    }
}
