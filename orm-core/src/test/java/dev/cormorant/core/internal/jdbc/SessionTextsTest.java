package dev.cormorant.core.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.internal.RecentTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SessionTextsTest {

    private final List<String> asked = new ArrayList<>();
    private final SessionTexts texts = new SessionTexts(sql -> {
        asked.add(sql);
        return sql.startsWith("set");
    });

    @Test
    void asksOnceForATextThatIsRunAgain() {
        for (int i = 0; i < 3; i++) {
            assertThat(texts.change(new String("set a = 1"))).isTrue();
            assertThat(texts.change(new String("select 1"))).isFalse();
        }
        assertThat(asked).containsExactly("set a = 1", "select 1");
    }

    @Test
    void keepsNoLongTexts() {
        String longText = "set a = '" + "x".repeat(RecentTexts.LONGEST) + "'";
        assertThat(texts.change(longText)).isTrue();
        assertThat(texts.change(longText)).isTrue();
        assertThat(asked).hasSize(2);
    }

    /** The hashes of Aa and BB are equal, so that all of these texts want the same place. */
    @Test
    void tellsTextsOfTheSameHashApart() {
        assertThat("set Aa".hashCode()).isEqualTo("set BB".hashCode());
        assertThat(texts.change("set Aa")).isTrue();
        assertThat(texts.change("sel Aa")).isFalse();
        assertThat(texts.change("set BB")).isTrue();
        assertThat(texts.change("sel BB")).isFalse();
        assertThat(texts.change("set Aa")).isTrue();
    }

    @Test
    void saysOfManyTextsWhatTheDriverSays() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20 * RecentTexts.MOST; i++) {
            int number = random.nextInt(4 * RecentTexts.MOST);
            boolean changes = number % 3 == 0;
            assertThat(texts.change((changes ? "set " : "select ") + number))
                    .as("seed %s, number %s", seed, number)
                    .isEqualTo(changes);
        }
    }
}
