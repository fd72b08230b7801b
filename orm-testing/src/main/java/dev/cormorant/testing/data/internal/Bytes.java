package dev.cormorant.testing.data.internal;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Bytes as text: in hexadecimal digits behind {@code 0x}, or in base 64 behind {@code base64:}. */
public final class Bytes {

    private static final String HEX = "0x";
    private static final String BASE64 = "base64:";
    private static final int SHORT = 64;

    private Bytes() {}

    /**
     * Writes bytes.
     *
     * @param bytes the bytes
     * @return hexadecimal digits up to 64 bytes, beyond that base 64
     */
    public static String text(byte[] bytes) {
        return bytes.length <= SHORT
                ? HEX + HexFormat.of().formatHex(bytes)
                : BASE64 + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Reads bytes.
     *
     * @param text the text
     * @return the bytes; empty if it has none of the two forms
     */
    public static Optional<byte[]> of(String text) {
        try {
            if (text.startsWith(HEX)) {
                return Optional.of(HexFormat.of().parseHex(text, HEX.length(), text.length()));
            }
            return text.startsWith(BASE64)
                    ? Optional.of(Base64.getDecoder().decode(text.substring(BASE64.length())))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
