package dev.cormorant.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mysql.cj.conf.PropertyDefinitions;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.Drivers;
import dev.cormorant.core.error.ConfigurationException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider, and what it lets through to Connector/J. */
final class ParametersTest {

    /** Known to users of older versions, and so refused with a reason. */
    private static final Set<String> GONE = Set.of("useUnicode", "autoDeserialize");

    private static void bind(String url) {
        try (Driver driver = new MysqlDriverProvider().bind(DatabaseConfig.of(url))) {
            assertThat(driver.name()).isEqualTo("mysql");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void isFoundForBothUrls(String scheme) {
        Drivers found = Drivers.find();
        assertThat(found.forScheme(scheme)).isInstanceOf(MysqlDriverProvider.class);
        assertThat(found.named("mysql")).isInstanceOf(MysqlDriverProvider.class);
        bind("jdbc:" + scheme + "://localhost/app?sslMode=REQUIRED&tcpKeepAlive=true");
    }

    @ParameterizedTest
    @CsvSource({
        "allowLoadLocalInfile, read files",
        "allowLoadLocalInfileInPath, read files",
        "ALLOWLOADLOCALINFILE, read files",
        "allowUrlInLocalInfile, read files",
        "autoDeserialize, class",
        "queryInterceptors, class",
        "exceptionInterceptors, class",
        "connectionLifecycleInterceptors, class",
        "socketFactory, class",
        "authenticationPlugins, class",
        "defaultAuthenticationPlugin, class",
        "propertiesTransform, class",
        "logger, class",
        "allowMultiQueries, could carry others",
        "sessionVariables, SQL",
        "profileSQL, values",
        "dumpQueriesOnException, values",
        "clobberStreamingResults, streamed",
        "useCursorFetch, streamed",
        "defaultFetchSize, streamed",
        "autoReconnect, transaction",
        "connectTimeout, pool.connect-timeout",
        "socketTimeout, statement.timeout",
        "useAffectedRows, affected",
        "createDatabaseIfNotExist, step of its own",
        "tinyInt1isBit, conversions"
    })
    void refusesWhatIsDangerousOrInTheWayAndSaysWhy(String name, String reason) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> bind("jdbc:mysql://localhost/app?" + name + "=canary"))
                .withMessageContaining(name)
                .withMessageContaining(reason)
                .withMessageNotContaining("canary");
    }

    @Test
    void refusesWhatItDoesNotKnowAndProposesTheNearest() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> bind("jdbc:mysql://localhost/app?sslMod=REQUIRED"))
                .withMessageContaining("did you mean \"sslMode\"?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "characterEncoding=UTF-8",
                "characterEncoding=utf8",
                "connectionCollation=utf8mb4_bin",
                "serverTimezone=Europe/Berlin",
                "useSSL=false&allowPublicKeyRetrieval=true"
            })
    void takesWhatPeopleBringAlong(String parameters) {
        bind("jdbc:mysql://localhost/app?" + parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"characterEncoding=latin1", "CHARACTERENCODING=cp1252", "connectionCollation=latin1_swedish_ci"})
    void refusesAnEncodingThatLosesCharacters(String parameter) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> bind("jdbc:mysql://localhost/app?" + parameter))
                .withMessageContaining("UTF-8")
                .withMessageNotContaining("latin1");
    }

    @Test
    void namesOnlyWhatConnectorJKnows() {
        Set<String> unknown = new TreeSet<>();
        Parameters.names().forEach(name -> {
            boolean known = PropertyDefinitions.PROPERTY_KEY_TO_PROPERTY_DEFINITION.values().stream()
                    .anyMatch(property -> property.getName().equals(name) || name.equals(property.getCcAlias()));
            if (!known && !GONE.contains(name)) {
                unknown.add(name);
            }
        });
        assertThat(unknown).isEmpty();
    }
}
