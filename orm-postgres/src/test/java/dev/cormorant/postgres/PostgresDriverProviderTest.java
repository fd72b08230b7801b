package dev.cormorant.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.config.Credentials;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.CursorMode;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.DriverProvider;
import dev.cormorant.core.driver.Drivers;
import dev.cormorant.core.driver.Login;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.error.ConfigurationException;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

final class PostgresDriverProviderTest {

    private static final String URL = "jdbc:postgresql://db.example/app";

    private static DatabaseConfig with(String property, String value) {
        return DatabaseConfig.of(URL).withDriverProperty(property, value);
    }

    private static Properties told(DatabaseConfig config) {
        return new SessionProperties(config)
                .forConnecting(new Login(
                        new Credentials(config.user(), config.password()),
                        config.pool().connectTimeout()));
    }

    @Test
    void isFoundByItsUrl() {
        assertThat(ServiceLoader.load(DriverProvider.class).stream().map(ServiceLoader.Provider::type))
                .contains(PostgresDriverProvider.class);
        assertThat(Drivers.find().forScheme("postgresql")).isInstanceOf(PostgresDriverProvider.class);
        assertThat(Drivers.find().named("postgres").schemes()).containsExactly("postgresql");
    }

    @Test
    void sharesItsConnectionsAndStreamsInsideATransactionOnly() {
        try (Driver driver = new PostgresDriverProvider().bind(DatabaseConfig.of(URL))) {
            assertThat(driver.name()).isEqualTo("postgres");
            assertThat(driver.layout()).isEqualTo(PoolLayout.SHARED);
            assertThat(driver.cursorMode()).isEqualTo(new CursorMode(true, 0, false));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode, verify-full",
        "sslrootcert, ca.pem",
        "ApplicationName, shop",
        "currentSchema, sales",
        "options, -c work_mem=64MB",
        "tcpKeepAlive, false",
        "targetServerType, preferSecondary",
        "prepareThreshold, 17",
        "preparedStatementCacheQueries, 0",
        "requireAuth, 'scram-sha-256,gss'",
        "stringtype, unspecified"
    })
    void letsAHarmlessParameterThrough(String name, String value) {
        assertThat(told(with(name, value))).containsEntry(name, value);
        assertThatCode(() ->
                        new PostgresDriverProvider().bind(with(name, value)).close())
                .doesNotThrowAnyException();
        String inUrl = URL + "?" + name + "=" + value.replace(" ", "%20").replace("=", "%3D");
        assertThatCode(() -> new PostgresDriverProvider()
                        .bind(DatabaseConfig.of(inUrl))
                        .close())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslmode", "targetServerType", "stringtype", "requireAuth", "gssEncMode", "channelBinding"})
    void refusesAnUnknownValueOfAParameterThatHasAListOfThemAndDoesNotRepeatIt(String name) {
        assertThatThrownBy(() -> new PostgresDriverProvider().bind(with(name, "s3cr3t-Canary!")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"" + name + "\" has an unknown value; allowed: ")
                .hasMessageNotContaining("Canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socketFactory",
                "sslfactory",
                "sslfactoryarg",
                "loggerFile",
                "preferQueryMode",
                "maxResultBuffer",
                "adaptiveFetch",
                "autosave",
                "authenticationPluginClassName",
                "loginTimeout",
                "connectTimeout",
                "socketTimeout",
                "defaultRowFetchSize",
                "logServerErrorDetail",
                "service",
                "PGHOST"
            })
    void refusesAParameterThatDoesHarmAndSaysWhy(String name) {
        for (DatabaseConfig config : new DatabaseConfig[] {
            with(name, "s3cr3t-Canary!"), DatabaseConfig.of(URL + "?" + name + "=s3cr3t-Canary!")
        }) {
            assertThatThrownBy(() -> new PostgresDriverProvider().bind(config))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("\"" + name + "\" is not allowed: ")
                    .hasMessageContaining(PostgresParameters.ALLOWED.refused().get(name))
                    .hasMessageNotContaining("Canary");
        }
    }

    @Test
    void proposesTheNearestNameForAnUnknownOne() {
        assertThatThrownBy(() -> new PostgresDriverProvider().bind(with("sslMode", "require")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("did you mean \"sslmode\"?");
    }

    @ParameterizedTest
    @EnumSource(PGProperty.class)
    void hasDecidedOnEveryPropertyOfTheJdbcDriver(PGProperty property) {
        String name = property.getName();
        boolean decided = PostgresParameters.ALLOWED.allowed().containsKey(name)
                || PostgresParameters.ALLOWED.refused().containsKey(name)
                || name.equals("user")
                || name.equals("password");
        assertThat(decided).as(name).isTrue();
    }

    @Test
    void namesOnlyPropertiesThatTheJdbcDriverHas() {
        assertThat(PostgresParameters.ALLOWED.allowed().keySet())
                .allSatisfy(name -> assertThat(PGProperty.forName(name)).isNotNull());
        assertThat(PostgresParameters.ALLOWED.refused().keySet())
                .allSatisfy(name -> assertThat(PGProperty.forName(name)).isNotNull());
    }

    @Test
    void tellsTheJdbcDriverOurDefaultsWhichAUserMayReplace() {
        DatabaseConfig plain = DatabaseConfig.of(URL).withName("orders");
        assertThat(told(plain))
                .containsEntry("ApplicationName", "cormorant/orders")
                .containsEntry("tcpKeepAlive", "true")
                .containsEntry("reWriteBatchedInserts", "true");
        assertThat(told(plain.withDriverProperty("ApplicationName", "shop")
                        .withDriverProperty("tcpKeepAlive", "false")))
                .containsEntry("ApplicationName", "shop")
                .containsEntry("tcpKeepAlive", "false");
    }

    @Test
    void cutsTheApplicationNameAtWhatTheServerKeeps() {
        String longName = "n".repeat(64);
        assertThat(told(DatabaseConfig.of(URL).withName(longName)).getProperty("ApplicationName"))
                .hasSize(63)
                .startsWith("cormorant/nnn");
    }

    @Test
    void givesThePasswordAsAPropertyAndNeverInTheUrl() {
        DatabaseConfig config = DatabaseConfig.of("jdbc:postgresql://ann:s3cr3t-Canary!@db.example/app");
        assertThat(told(config)).containsEntry("user", "ann").containsEntry("password", "s3cr3t-Canary!");
        assertThat(config.url().base()).isEqualTo("jdbc:postgresql://db.example/app");
        assertThat(told(DatabaseConfig.of(URL))).doesNotContainKeys("user", "password");
    }
}
