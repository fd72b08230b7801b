package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "5s, PT5S, 5s", "250ms, PT0.25S, 250ms", "2min, PT2M, 2min", "2m, PT2M, 2min", "1h, PT1H, 1h",
        "90s, PT1M30S, 90s", "1500ms, PT1.5S, 1500ms", "PT5S, PT5S, 5s", "pt2h, PT2H, 2h", "off, PT0S, 0s",
        "0, PT0S, 0s", "0ms, PT0S, 0s", "PT-5S, PT-5S, PT-5S", "PT0.0001S, PT0.0001S, PT0.0001S", "P1D, PT24H, 24h"
    })
    void readsAndWritesWhatPeopleWrite(String text, Duration duration, String written) {
        assertThat(DurationText.parse(text)).hasValue(duration);
        assertThat(DurationText.format(duration)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 s", "s", "-5s", "5S", "5sec", "1h30m", "1.5s", "P", "99999999999999s", "five"})
    void findsNoDurationInOtherText(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }
}
