package dev.cormorant.core.config;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoding of UTF-8 text as in RFC 3986; unlike in HTML forms, {@code +} is a plus sign and no space. */
final class PercentCode {
    private PercentCode() {}

    /** The decoded text; empty if a {@code %} is not followed by two hex digits or the bytes are no UTF-8. */
    static Optional<String> decode(String text) {
        try {
            String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            // The decoder puts this character where the bytes are no UTF-8.
            return decoded.indexOf('\uFFFD') >= 0 ? Optional.empty() : Optional.of(decoded);
        } catch (IllegalArgumentException malformed) {
            // Not handed on as a cause: its message quotes the text, which may be a password.
            return Optional.empty();
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
