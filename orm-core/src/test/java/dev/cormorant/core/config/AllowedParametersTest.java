package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cormorant.core.error.ConfigurationException;
import org.junit.jupiter.api.Test;

final class AllowedParametersTest {
    private final AllowedParameters parameters = AllowedParameters.of("PostgreSQL")
            .allow("sslmode", "sslpassword")
            .allowWithNote("ApplicationName", "shown in pg_stat_activity")
            .refuse("socketFactory", "it loads a class that the URL names")
            .build();

    @Test
    void letsAllowedOnesThroughWhereverTheyStand() {
        DatabaseConfig config = DatabaseConfig.of("jdbc:postgresql://app:pw@db/x?sslmode=require&sslpassword=q")
                .withDriverProperty("ApplicationName", "shop");
        assertThatCode(() -> parameters.check(config)).doesNotThrowAnyException();
        assertThatCode(() -> parameters.check(config.url())).doesNotThrowAnyException();
    }

    @Test
    void refusesADangerousOneWithItsReason() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> parameters.check(ConnectionUrl.parse("jdbc:postgresql://db/x?socketFactory=canary")))
                .withMessage(
                        "the PostgreSQL URL parameter or driver property \"socketFactory\" is not allowed: it loads a"
                                + " class that the URL names");
    }

    @Test
    void proposesTheNearestForAnUnknownOne() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> parameters.check(
                        DatabaseConfig.of("jdbc:postgresql://db/x").withDriverProperty("sslMod", "canary")))
                .withMessage("the PostgreSQL URL parameter or driver property \"sslMod\" is not among those that are"
                        + " allowed; did you mean \"sslmode\"?");
    }

    @Test
    void checksSecretParametersToo() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> parameters.check(ConnectionUrl.parse("jdbc:postgresql://db/x?authToken=canary")))
                .withMessageContaining("\"authToken\"")
                .withMessageNotContaining("canary");
    }

    @Test
    void listsTheAllowedOnesWhenNoneIsNear() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> parameters.check(ConnectionUrl.parse("jdbc:postgresql://db/x?somethingElse=1")))
                .withMessageEndingWith("allowed: ApplicationName, sslmode, sslpassword");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        AllowedParameters.of("Other").build().check(ConnectionUrl.parse("jdbc:postgresql://db/x?x=1")))
                .withMessageEndingWith("is not among those that are allowed");
    }

    @Test
    void ignoresCapitalsOnlyWhereTheDriverDoes() {
        ConnectionUrl url = ConnectionUrl.parse("jdbc:mysql://db/x?SSLMODE=REQUIRED");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> parameters.check(url));
        AllowedParameters ignoring = AllowedParameters.ignoringCase("MySQL")
                .allow("sslMode")
                .refuse("allowLoadLocalInfile", "a server could read this machine's files")
                .build();
        assertThatCode(() -> ignoring.check(url)).doesNotThrowAnyException();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ignoring.check(ConnectionUrl.parse("jdbc:mysql://db/x?ALLOWLOADLOCALINFILE=true")))
                .withMessageContaining("files");
    }

    @Test
    void refusesToNameAParameterTwice() {
        AllowedParameters.Builder builder =
                AllowedParameters.ignoringCase("MySQL").allow("sslMode");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.refuse("SSLmode", "no"));
    }

    @Test
    void isNotChangedByItsBuilderLater() {
        AllowedParameters.Builder builder = AllowedParameters.of("MySQL").allow("a");
        AllowedParameters built = builder.build();
        builder.allow("b");
        assertThat(built.allowed()).containsOnlyKeys("a");
        assertThat(parameters.refused()).containsOnlyKeys("socketFactory");
    }
}
