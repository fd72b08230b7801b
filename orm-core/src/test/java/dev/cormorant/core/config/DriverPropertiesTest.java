package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.error.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DriverPropertiesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslpassword",
                "clientCertificateKeyStorePassword",
                "trustCertificateKeyStorePassword",
                "password2",
                "PASSWD",
                "pasword",
                "pasward1",
                "sslpasswrd",
                "authToken",
                "client_secret",
                "hexkey",
                "key",
                "apiKey"
            })
    void keepsWhatItsNamePromisesToBeSecret(String name) {
        DriverProperties properties = DriverProperties.none().with(name, "harmless");
        assertThat(properties.plain()).isEmpty();
        assertThat(properties.secrets()).containsExactly(Map.entry(name, Secret.of("harmless")));
        assertThat(properties).hasToString("{" + name + "=***}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslmode",
                "sslkey",
                "passfile",
                "foreign_keys",
                "serverRSAPublicKeyFile",
                "connectTimeout",
                "allowPublicKeyRetrieval",
                "journal_mode",
                "tcpKeepAlive",
                "rewriteBatchedStatements",
                "options"
            })
    void keepsOthersPlain(String name) {
        assertThat(DriverProperties.none().with(name, "x").get(name)).hasValue("x");
    }

    @Test
    void revealsEverythingToTheDriver() {
        Map<String, String> seen = new LinkedHashMap<>();
        DriverProperties.of(Map.of("sslpassword", "q"))
                .with("sslmode", "require")
                .reveal(seen::put);
        assertThat(seen).containsExactly(Map.entry("sslmode", "require"), Map.entry("sslpassword", "q"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "User", "password", "PASSWORD"})
    void refusesWhatHasASettingOfItsOwn(String name) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DriverProperties.none().with(name, "canary"))
                .withMessageContainingAll(name, "use the setting")
                .withMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "1a", "a=canary", "a&b", "é"})
    void refusesAMalformedNameWithoutQuotingIt(String name) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DriverProperties.none().with(name, "x"))
                .withMessageNotContaining("canary");
    }

    @Test
    void isEqualByContent() {
        DriverProperties one = DriverProperties.none().with("a", "1").with("sslpassword", "2");
        DriverProperties two = DriverProperties.none().with("sslpassword", "2").with("a", "1");
        assertThat(one).isEqualTo(two).hasSameHashCodeAs(two).isNotEqualTo(DriverProperties.none());
    }
}
