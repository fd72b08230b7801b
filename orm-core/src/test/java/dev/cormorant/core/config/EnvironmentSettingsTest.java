package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.error.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentSettingsTest {
    private static final Map<String, String> URL = Map.of("ORM_URL", "jdbc:postgresql://db/shop");

    @Test
    void readsVariablesThatAreNamedAfterTheKeys() {
        Map<String, String> environment = new HashMap<>(URL);
        environment.put("ORM_USER", "app");
        environment.put("ORM_PASSWORD", "pw");
        environment.put("ORM_POOL_MAX_SIZE", "9");
        environment.put("ORM_STATEMENT_ROWS_REFUSE_AT", "100");
        environment.put("ORM_DRIVER_sslmode", "require");
        environment.put("ORM_TEST_POSTGRES_URL", "not ours");
        environment.put("HOME", "/home/app");
        assertThat(DatabaseConfig.fromEnvironment(environment))
                .isEqualTo(DatabaseConfig.of("jdbc:postgresql://db/shop")
                        .withUser("app")
                        .withPassword("pw")
                        .withPool(pool -> pool.withMaxSize(9))
                        .withStatements(statements -> statements.withRowsRefuseAt(100))
                        .withDriverProperty("sslmode", "require"));
    }

    @Test
    void givesEverySettingAVariable() {
        for (Setting<?> setting : Settings.all()) {
            assertThat(setting.variable()).matches("ORM_[A-Z_]+");
        }
        assertThat(Settings.all().stream().map(Setting::variable)).doesNotHaveDuplicates();
    }

    @Test
    void refusesAnUnknownVariableOfOurs() {
        Map<String, String> environment = new HashMap<>(URL);
        environment.put("ORM_POOL_MAXSIZE", "s3cr3t-Canary!");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DatabaseConfig.fromEnvironment(environment))
                .withMessage("unknown environment variable \"ORM_POOL_MAXSIZE\"; did you mean \"ORM_POOL_MAX_SIZE\"?");
    }

    @Test
    void namesTheVariableOfAWrongValue() {
        Map<String, String> environment = new HashMap<>(URL);
        environment.put("ORM_POOL_MAX_SIZE", "0");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DatabaseConfig.fromEnvironment(environment))
                .withMessage("pool.max-size (given as ORM_POOL_MAX_SIZE) must be 1 to 1000, but is 0");
    }
}
