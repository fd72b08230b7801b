package dev.cormorant.core.config;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The defaults as the documentation's table has them. */
final class PresetTest {
    @Test
    void production() {
        DatabaseConfig config = DatabaseConfig.of("jdbc:sqlite:x.db");
        assertThat(config.pool())
                .isEqualTo(new PoolConfig(
                        5, 1, ofSeconds(5), ofSeconds(15), 0, 50, ofMinutes(2), ofMinutes(30), ofSeconds(30)));
        assertThat(config.statements())
                .isEqualTo(new StatementConfig(
                        ofSeconds(15), ofSeconds(5), false, 10_000, 0, 1000, PlainSelects.STREAM, 250));
        assertThat(config.transactions()).isEqualTo(new TransactionConfig(ofSeconds(5), ofSeconds(20), 0, false));
        assertThat(config.monitor())
                .isEqualTo(new MonitorConfig(
                        true,
                        ofSeconds(30),
                        85,
                        100,
                        50,
                        50,
                        ofMinutes(30),
                        100,
                        false,
                        new LeakConfig(ofSeconds(60), ofMinutes(5), ofMinutes(10), 1000, LeakPolicy.REPORT, false)));
        assertThat(config.close()).isEqualTo(new CloseConfig(ofSeconds(10), ofSeconds(5)));
        assertThat(config).isEqualTo(DatabaseConfig.of("jdbc:sqlite:x.db", Preset.PRODUCTION));
    }

    @Test
    void development() {
        DatabaseConfig config = DatabaseConfig.of("jdbc:sqlite:x.db", Preset.DEVELOPMENT);
        assertThat(config.pool())
                .isEqualTo(new PoolConfig(
                        5, 1, ofSeconds(10), ofSeconds(15), 0, 50, ofMinutes(2), ofMinutes(30), ofSeconds(30)));
        assertThat(config.statements())
                .isEqualTo(new StatementConfig(
                        ofSeconds(30), ofMillis(500), false, 10_000, 0, 1000, PlainSelects.STREAM, 250));
        assertThat(config.transactions()).isEqualTo(new TransactionConfig(ofSeconds(10), ofSeconds(20), 0, false));
        assertThat(config.monitor())
                .isEqualTo(new MonitorConfig(
                        true,
                        ofSeconds(30),
                        85,
                        100,
                        50,
                        50,
                        ofMinutes(30),
                        100,
                        false,
                        new LeakConfig(ofSeconds(10), ofSeconds(30), ofMinutes(1), 1000, LeakPolicy.REPORT, false)));
        assertThat(config.close()).isEqualTo(new CloseConfig(ofSeconds(10), ofSeconds(5)));
    }

    @Test
    void test() {
        DatabaseConfig config = DatabaseConfig.of("jdbc:sqlite:x.db", Preset.TEST);
        assertThat(config.pool())
                .isEqualTo(
                        new PoolConfig(3, 0, ofSeconds(5), ofSeconds(60), 0, 50, ofSeconds(30), ofMinutes(30), ZERO));
        assertThat(config.statements())
                .isEqualTo(new StatementConfig(ofSeconds(30), ZERO, false, 0, 0, 1000, PlainSelects.STREAM, 250));
        assertThat(config.transactions()).isEqualTo(new TransactionConfig(ofSeconds(10), ofSeconds(20), 0, false));
        assertThat(config.monitor())
                .isEqualTo(new MonitorConfig(
                        true,
                        ZERO,
                        85,
                        100,
                        50,
                        50,
                        ofMinutes(30),
                        100,
                        false,
                        new LeakConfig(ZERO, ofMinutes(5), ofMinutes(10), 1000, LeakPolicy.REPORT, false)));
        assertThat(config.close()).isEqualTo(new CloseConfig(ofSeconds(2), ofSeconds(2)));
    }

    @Test
    void isChosenByItsWordInSettings() {
        assertThat(DatabaseConfig.from(Map.of("url", "jdbc:sqlite:x.db", "preset", "Development")))
                .isEqualTo(DatabaseConfig.of("jdbc:sqlite:x.db", Preset.DEVELOPMENT));
    }
}
