package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsReaderTest {
    private static final String URL = "jdbc:postgresql://db/shop";

    private static DatabaseConfig with(String... keysAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of("url", URL));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return DatabaseConfig.from(settings);
    }

    @Test
    void readsOurKeysInAnyCombination() {
        DatabaseConfig config = with(
                "user",
                "app",
                "password",
                "pw ",
                "name",
                "shop",
                "preset",
                "test",
                "pool.min-idle",
                "8",
                "pool.max-size",
                " 9 ",
                "statement.slow-query",
                "off",
                "close.drain",
                "PT1S",
                "driver.sslmode",
                "require");
        assertThat(config)
                .isEqualTo(DatabaseConfig.of(URL, Preset.TEST)
                        .withUser("app")
                        .withPassword("pw ")
                        .withName("shop")
                        .withPool(pool -> pool.withMaxSize(9).withMinIdle(8))
                        .withClose(close -> close.withDrain(Duration.ofSeconds(1)))
                        .withDriverProperty("sslmode", "require"));
    }

    @Test
    void readsHikarisNamesInMilliseconds() {
        Map<String, String> hikari = new HashMap<>(Map.of(
                "jdbcUrl", URL,
                "username", "app",
                "password", "pw",
                "maximumPoolSize", "9",
                "minimumIdle", "2",
                "connectionTimeout", "30000",
                "idleTimeout", "600000",
                "maxLifetime", "1800000",
                "keepaliveTime", "120000",
                "poolName", "shop"));
        hikari.put("dataSource.sslmode", "require");
        assertThat(DatabaseConfig.from(hikari))
                .isEqualTo(with("user", "app", "password", "pw", "name", "shop")
                        .withPool(pool -> pool.withMaxSize(9)
                                .withMinIdle(2)
                                .withAcquireTimeout(Duration.ofSeconds(30))
                                .withIdleTimeout(Duration.ofMinutes(10))
                                .withKeepAlive(Duration.ofMinutes(2)))
                        .withDriverProperty("sslmode", "require"));
        assertThat(with("idleTimeout", "0").pool().idleTimeout()).isZero();
        assertThat(with("idleTimeout", "1min").pool().idleTimeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void readsTheShortNamesInSeconds() {
        DatabaseConfig config =
                with("maxOpenConns", "9", "maxIdleConns", "2", "connMaxLifetime", "3600", "connMaxIdleTime", "5m");
        assertThat(config.pool())
                .isEqualTo(Preset.PRODUCTION
                        .pool()
                        .withMaxSize(9)
                        .withMinIdle(2)
                        .withMaxLifetime(Duration.ofHours(1))
                        .withIdleTimeout(Duration.ofMinutes(5)));
    }

    @Test
    void saysUnderWhichNameAWrongValueCame() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with("connectionTimeout", "100"))
                .withMessage("pool.acquire-timeout (given as connectionTimeout) must be 250ms to 10min, but is 100ms");
    }

    @ParameterizedTest
    @CsvSource({
        "pool.max-size, maximumPoolSize, 9",
        "maxOpenConns, maximumPoolSize, 9",
        "user, username, app",
        "driver.sslmode, dataSource.sslmode, require",
        "name, poolName, shop",
        "url, jdbcUrl, jdbc:sqlite:x",
    })
    void refusesTheSameSettingByTwoNames(String first, String second, String value) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with(first, value, second, value))
                .withMessageContainingAll("given twice", '"' + first + '"', '"' + second + '"')
                .withMessageNotContaining(value);
    }

    @Test
    void refusesCredentialsBothInTheUrlAndApart() {
        for (String key : new String[] {"user", "password"}) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> with("url", "jdbc:mysql://app:canary@db/x", key, "kanari"))
                    .withMessage("the same setting is given twice, as \"url\" and as \"" + key + "\": give it once");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pool.maxsize, pool.max-size",
        "pool.max-sise, pool.max-size",
        "maximumpoolsize, maximumPoolSize",
        "maximum-pool-size, maximumPoolSize",
        "pasword, password",
        "statment.timeout, statement.timeout",
        "URL, url",
        "connMaxLifeTime, connMaxLifetime",
    })
    void proposesTheNearestKeyForAnUnknownOneAndNeverShowsTheValue(String key, String nearest) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with(key, "s3cr3t-Canary!"))
                .withMessage("unknown setting \"" + key + "\"; did you mean \"" + nearest + "\"?");
    }

    @Test
    void listsTheKeysWhenNoneIsNear() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with("hibernate.dialect.something", "x"))
                .withMessageContainingAll("unknown setting", "known are url, user, password,", "driver.<property>");
    }

    @Test
    void doesNotQuoteAKeyThatMayBeAValue() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with("//app:s3cr3t-Canary!@db", "x"))
                .withMessageNotContaining("Canary");
    }

    @Test
    void requiresAUrl() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DatabaseConfig.from(Map.of("user", "app")))
                .withMessageContaining("url is required");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DatabaseConfig.fromEnvironment(Map.of()))
                .withMessageContaining("set ORM_URL");
    }

    @Test
    void refusesABlankUser() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with("user", " "))
                .withMessageContaining("user must be a name");
    }

    @Test
    void readsPropertiesWithTheirDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty("url", URL);
        Properties properties = new Properties(defaults);
        properties.setProperty("pool.max-size", "9");
        assertThat(DatabaseConfig.from(properties)).isEqualTo(with("pool.max-size", "9"));
        properties.put("pool.min-idle", 2);
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> DatabaseConfig.from(properties));
    }

    @Test
    void knowsEveryKeyAndAliasOnce() {
        assertThat(Settings.all().stream().flatMap(Setting::names)).doesNotHaveDuplicates();
        assertThat(Settings.all()).allSatisfy(setting -> {
            assertThat(setting.key()).matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)?");
            assertThat(setting.range()).isNotBlank();
            assertThat(setting.description()).endsWith(".");
        });
    }
}
