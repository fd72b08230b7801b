package dev.cormorant.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameDistanceTest {
    @ParameterizedTest
    @CsvSource({"'', '', 0", "abc, '', 3", "'', abc, 3", "kitten, sitting, 3", "flaw, lawn, 2", "same, same, 0"})
    void countsEdits(String left, String right, int edits) {
        assertThat(NameDistance.between(left, right)).isEqualTo(edits);
    }

    @ParameterizedTest
    @CsvSource({"password, sslpassword2, 0", "password, sslpasword2, 1", "password, ssl, 6", "abc, '', 3"})
    void countsEditsToTheNearestPart(String word, String text, int edits) {
        assertThat(NameDistance.within(word, text)).isEqualTo(edits);
    }

    @Test
    void proposesNothingThatIsFarAway() {
        assertThat(NameDistance.nearest("sslMode", List.of("ssl", "sslmode"))).hasValue("sslmode");
        assertThat(NameDistance.nearest("completely-other", List.of("ssl", "sslmode")))
                .isEmpty();
    }
}
