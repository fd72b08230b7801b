package dev.cormorant.sql.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.data.page.PageRequest;
import jakarta.data.page.PageRequest.Cursor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PageTokensTest {

    private final PageTokens tokens = PageTokens.withKey(new byte[16]);

    private static final Cursor KEY = Cursor.forKey(
            null, "Käse", 7L, 8, 1.5, 'c', true, new BigDecimal("1.20"), new UUID(1, 2), Instant.EPOCH, LocalDate.MIN);

    @Test
    void comesBackAsItWas() {
        PageRequest request = PageRequest.beforeCursor(KEY, 3, 20, true);
        assertThat(tokens.read(tokens.write(request, "q"), "q")).isEqualTo(request);
        PageRequest first = PageRequest.ofPage(1, 5, false);
        assertThat(tokens.read(tokens.write(first, "q"), "q")).isEqualTo(first);
        PageRequest constant = PageRequest.afterCursor(Cursor.forKey(TimeUnit.DAYS), 1, 5, false);
        assertThat(tokens.read(tokens.write(constant, "q"), "q")
                        .cursor()
                        .orElseThrow()
                        .get(0))
                .isEqualTo("DAYS");
    }

    @Test
    void showsNoValueAndIsNeverTheSameTwice() {
        PageRequest request = PageRequest.afterCursor(Cursor.forKey("Hamburg"), 1, 5, false);
        String token = tokens.write(request, "q");
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("Hamburg");
        assertThat(tokens.write(request, "q")).isNotEqualTo(token);
    }

    @Test
    void refusesWhatWasChangedAnywhere() {
        byte[] bytes = Base64.getUrlDecoder().decode(tokens.write(PageRequest.afterCursor(KEY, 1, 5, false), "q"));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThatThrownBy(() -> tokens.read(token, "q"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the page token is none that was made with this key");
        }
    }

    @Test
    void refusesAnotherKeyAnotherQueryAndRubbish() {
        String token = tokens.write(PageRequest.ofSize(5), "q");
        PageTokens others = PageTokens.withKey(new byte[17]);
        assertThatThrownBy(() -> others.read(token, "q")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.read(token, "r")).isInstanceOf(IllegalArgumentException.class);
        for (String rubbish : new String[] {"", "a", "***", "A".repeat(20_000)}) {
            assertThatThrownBy(() -> tokens.read(rubbish, "q")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PageTokens.withKey(new byte[15])).hasMessageContaining("needs at least 16");
    }

    @Test
    void refusesWhatHasNoForm() {
        PageRequest request = PageRequest.afterCursor(Cursor.forKey(new Object()), 1, 5, false);
        assertThatThrownBy(() -> tokens.write(request, "q")).hasMessageContaining("has no form as a token");
        PageRequest big = PageRequest.afterCursor(Cursor.forKey("x".repeat(5_000)), 1, 5, false);
        assertThatThrownBy(() -> tokens.write(big, "q")).hasMessageContaining("more than 4096 bytes");
    }
}
