package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingRangeTest {
    /** Key, range, refused below, lowest, highest, refused above. */
    private static final String RANGES =
            """
            pool.max-size               | 1 to 1000             | 0     | 1     | 1000       | 1001
            pool.min-idle               | 0 to 1000             | -1    | 0     | 5          | 1001
            pool.acquire-timeout        | 250ms to 10min        | 249ms | 250ms | 10min      | 600001ms
            pool.connect-timeout        | 250ms to 1h           | 249ms | 250ms | 1h         | 3601s
            pool.connect-retries        | 0 to 100              | -1    | 0     | 100        | 101
            pool.max-waiters            | 0 to 100000           | -1    | 0     | 100000     | 100001
            pool.idle-timeout           | off (0) or 10s to 24h | 9s    | 10s   | 29min      | 25h
            pool.max-lifetime           | off (0) or 30s to 24h | 29s   | 3min  | 24h        | 25h
            pool.keep-alive             | off (0) or 30s to 24h | 29s   | 30s   | 29min      | 25h
            statement.timeout           | 10ms to 24h           | 9ms   | 10ms  | 24h        | 25h
            statement.slow-query        | off (0) or 1ms to 24h | PT0.000001S | 1ms | 24h    | 25h
            statement.rows-warn-at      | off (0) or 1 to 2147483647 | -1 | 1   | 2147483647 | 2147483648
            statement.rows-refuse-at    | off (0) or 1 to 2147483647 | -1 | 1   | 2147483647 | 2147483648
            statement.fetch-size        | 1 to 100000           | 0     | 1     | 100000     | 100001
            statement.cache-size        | 0 to 1000             | -1    | 0     | 1000       | 1001
            transaction.max-wait        | 10ms to 10min         | 9ms   | 10ms  | 10min      | 601s
            transaction.timeout         | 10ms to 24h           | 9ms   | 10ms  | 24h        | 25h
            transaction.retries         | 0 to 100              | -1    | 0     | 100        | 101
            monitor.memory-check        | off (0) or 1s to 24h  | 999ms | 1s    | 24h        | 25h
            monitor.memory-pressure     | 50 to 99              | 49    | 50    | 99         | 100
            monitor.queries-kept        | 0 to 10000            | -1    | 0     | 10000      | 10001
            monitor.alerts-kept         | 0 to 10000            | -1    | 0     | 10000      | 10001
            monitor.leaks-kept          | 0 to 10000            | -1    | 0     | 10000      | 10001
            monitor.kept-for            | 1s to 24h             | 999ms | 1s    | 24h        | 25h
            monitor.shapes              | 0 to 10000            | -1    | 0     | 10000      | 10001
            leak.check                  | off (0) or 1s to 24h  | 999ms | 1s    | 24h        | 25h
            leak.idle                   | off (0) or 1s to 24h  | 999ms | 1s    | 24h        | 25h
            leak.transaction            | off (0) or 1s to 24h  | 999ms | 1s    | 24h        | 25h
            leak.uses                   | off (0) or 1 to 2147483647 | -1 | 1   | 2147483647 | 2147483648
            close.drain                 | 0s to 1h              | PT-1S | 0     | 1h         | 3601s
            close.grace                 | 0s to 10min           | PT-1S | 0     | 10min      | 601s
            """;

    private final DatabaseConfig config = DatabaseConfig.of("jdbc:sqlite:x.db");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = RANGES)
    void refusesWhatIsOutsideAndNamesSettingRangeAndValue(
            String key, String range, String below, String lowest, String highest, String above) {
        for (String value : Set.of(below, above)) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> config.with(key, value))
                    .withMessageContainingAll(key, range, "but is ");
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> config.with(key, above))
                .withMessageContaining("but is " + shown(above));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = RANGES)
    void acceptsTheLimitsAndShowsThemAsWritten(
            String key, String range, String below, String lowest, String highest, String above) {
        for (String value : Set.of(lowest, highest)) {
            DatabaseConfig changed = config.with(key, value);
            assertThat(shownIn(changed, key)).isEqualTo(value.equals("0") ? zero(key) : value);
            assertThat(changed.with(key, shownIn(changed, key))).isEqualTo(changed);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = RANGES)
    void switchesOffExactlyWhatMayBeOff(
            String key, String range, String below, String lowest, String highest, String above) {
        if (range.startsWith("off")) {
            assertThat(shownIn(config.with(key, "off"), key)).isEqualTo("off");
            assertThat(shownIn(config.with(key, "0"), key)).isEqualTo("off");
        } else if (!range.startsWith("0")) {
            assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> config.with(key, "0"));
            assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> config.with(key, "off"));
        }
    }

    @Test
    void coversEverySettingThatHasARange() {
        Set<String> tested =
                RANGES.lines().map(line -> line.substring(0, line.indexOf(' '))).collect(Collectors.toSet());
        Set<String> words = Set.of(
                "url",
                "user",
                "password",
                "name",
                "preset",
                "statement.comment",
                "statement.plain-selects",
                "transaction.retry-lock-timeouts",
                "monitor.enabled",
                "monitor.bind-values",
                "leak.policy",
                "leak.stack-traces");
        Set<String> all = Settings.all().stream().map(Setting::key).collect(Collectors.toSet());
        all.removeAll(words);
        assertThat(all).isEqualTo(tested);
    }

    @Test
    void refusesSettingsThatDoNotGoTogether() {
        PoolConfig pool = Preset.PRODUCTION.pool();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> pool.withMinIdle(6))
                .withMessage("pool.min-idle must be 0 to pool.max-size (5), but is 6");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> pool.withMaxLifetime(Duration.ofMinutes(2)))
                .withMessage("pool.idle-timeout must be off (0) or shorter than pool.max-lifetime (2min), but is 2min");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> pool.withKeepAlive(Duration.ofHours(1)))
                .withMessage("pool.keep-alive must be off (0) or shorter than pool.max-lifetime (30min), but is 1h");
        assertThatCode(() -> pool.withMaxLifetime(Duration.ZERO).withIdleTimeout(Duration.ofHours(24)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAPlainNumberForADuration() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> config.with("statement.timeout", "30"))
                .withMessageContainingAll("statement.timeout", "10ms to 24h", "30 has no unit", "250ms, 5s, 2min");
    }

    @Test
    void refusesTextThatIsNoValueWithoutQuotingIt() {
        for (String key :
                Set.of("pool.max-size", "statement.timeout", "statement.comment", "statement.plain-selects")) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> config.with(key, "s3cr3t-Canary!"))
                    .withMessageContaining(key + " must be ")
                    .withMessageNotContaining("Canary");
        }
    }

    @Test
    void readsWords() {
        assertThat(config.with("statement.comment", "true").statements().comment())
                .isTrue();
        assertThat(config.with("statement.plain-selects", "buffer").statements().plainSelects())
                .isEqualTo(PlainSelects.BUFFER);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> config.with("statement.plain-selects", "lazy"))
                .withMessage("statement.plain-selects must be one of stream, buffer");
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new CloseConfig(null, Duration.ZERO))
                .withMessage("close.drain");
    }

    private static String shownIn(DatabaseConfig config, String key) {
        return Settings.all().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow()
                .shownIn(config)
                .orElseThrow();
    }

    private static String zero(String key) {
        return key.startsWith("close") ? "0s" : "0";
    }

    private static String shown(String above) {
        return above.matches("[0-9]+")
                ? above
                : DurationText.format(DurationText.parse(above).orElseThrow());
    }
}
