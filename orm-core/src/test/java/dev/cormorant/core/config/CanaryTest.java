package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.cormorant.core.error.ConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A password that is given by any way, also a broken one, is in no text that this package makes. */
final class CanaryTest {
    private static final String CANARY = "s3cr3t-Canary!";
    private static final String ENCODED = "s3cr3t%2DCanary%21";
    private static final String FULLY_ENCODED = "%73%33%63%72%33%74%2D%43%61%6E%61%72%79%21";
    private static final int MUTANTS = 5_000;
    private static final String INSERTED = "@:/?#&=%;,+[]()!'\" \\abpu015\n";

    private static final List<String> TEMPLATES = List.of(
            "jdbc:postgresql://app:%s@db.example.org:5432/shop?sslmode=require",
            "jdbc:postgresql://db:5432/shop?user=app&password=%s&ssl=true",
            "jdbc:postgresql://db:5432/shop?sslpassword=%s",
            "jdbc:mysql://app:%s@[::1]:3306/shop?sslMode=REQUIRED",
            "jdbc:mysql://db/shop?user=app&password=%s",
            "jdbc:mysql://db/shop?trustCertificateKeyStorePassword=%s&connectTimeout=5000",
            "jdbc:mysql://address=(host=db)(user=app)(password=%s)/shop",
            "jdbc:mysql:loadbalance://app:%s@one:1,two:2/shop",
            "jdbc:mariadb://app:%s@db/shop",
            "jdbc:sqlite:/data/shop.db?foreign_keys=true&password=%s",
            "jdbc:sqlite:file:shop.db?hexkey=%s&mode=ro",
            "jdbc:other://app:%s@db/shop",
            "jdbc:oracle:thin:app/%s@db:1521:shop");

    @ParameterizedTest
    @ValueSource(strings = {CANARY, ENCODED, FULLY_ENCODED})
    void isInNoTextOfAnyUrl(String password) {
        for (String template : TEMPLATES) {
            checkUrl(template.formatted(password), true);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 1"})
    void isInNoTextOfAnyMutatedUrl(long seed, int mutations) {
        Random random = new Random(seed);
        int parsed = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String url = pick(random, TEMPLATES).formatted(pick(random, List.of(CANARY, ENCODED)));
            for (int j = 0; j < mutations; j++) {
                url = mutate(random, url);
            }
            // With two wrong characters a password can become the host, which nothing tells from one: messages only.
            parsed += checkUrl(url, mutations == 1) ? 1 : 0;
        }
        assertThat(parsed)
                .as("parsed of %d mutants with seed %d: both ways must be tested", MUTANTS, seed)
                .isBetween(MUTANTS / 10, MUTANTS * 9 / 10);
    }

    private static String mutate(Random random, String url) {
        int at = random.nextInt(url.length());
        String inserted = String.valueOf(INSERTED.charAt(random.nextInt(INSERTED.length())));
        return switch (random.nextInt(4)) {
            case 0 -> url.substring(0, at) + url.substring(at + 1);
            case 1 -> url.substring(0, at) + inserted + url.substring(at);
            case 2 -> url.substring(0, at) + inserted + url.substring(at + 1);
            default -> url.substring(0, at) + url.substring(Math.min(url.length(), at + 1 + random.nextInt(3)));
        };
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** True if the URL was understood. */
    private static boolean checkUrl(String url, boolean texts) {
        try {
            DatabaseConfig config = DatabaseConfig.from(Map.of("url", url));
            if (texts) {
                checkText(url, ConnectionUrl.parse(url).toString());
                checkText(url, config.url().redacted());
                checkText(url, config.url().driverProperties().toString());
                checkText(url, config.withUser("app").toString());
                checkText(url, config.name());
            }
            return true;
        } catch (ConfigurationException refused) {
            checkText(url, texts(refused));
            return false;
        }
    }

    private static void checkText(String url, String text) {
        for (String part : List.of("s3cr3t", "Canary", "%73%33", "%43%61")) {
            if (text.contains(part)) {
                fail("%s is in the text made of %s: %s", part, url, text);
            }
        }
    }

    private static String texts(Exception refused) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = refused; each != null; each = each.getCause()) {
            text.append(each).append(Arrays.toString(each.getSuppressed()));
        }
        return text.toString();
    }

    @Test
    void isInNoTextWhenItIsTheValueOfAnySetting() {
        DatabaseConfig config = DatabaseConfig.of("jdbc:postgresql://db/shop");
        for (Setting<?> setting : Settings.all()) {
            for (String name : setting.names().toList()) {
                if (!setting.key().equals("user")) {
                    checkSetting(config, name);
                }
            }
        }
        checkSetting(config, "driver.sslpassword");
        checkSetting(config, "driver.options");
        checkSetting(config, "driver.password");
        checkSetting(config, "no.such.key");
    }

    private static void checkSetting(DatabaseConfig config, String name) {
        try {
            checkText(name, config.with(name, CANARY).toString());
        } catch (ConfigurationException refused) {
            checkText(name, texts(refused));
        }
    }

    @Test
    void isInNoTextWhenItComesFromTheEnvironment() {
        DatabaseConfig config = DatabaseConfig.fromEnvironment(
                Map.of("ORM_URL", "jdbc:mysql://db/shop", "ORM_USER", "app", "ORM_PASSWORD", CANARY));
        checkText("environment", config.toString());
        checkText("environment", config.password().toString());
        assertThat(config.password().reveal()).isEqualTo(CANARY);
    }
}
