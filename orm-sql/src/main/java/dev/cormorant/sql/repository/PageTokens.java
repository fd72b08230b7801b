package dev.cormorant.sql.repository;

import jakarta.data.page.PageRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Page requests as texts that may leave the application: in a link, in the answer of a search. A token is encrypted and
 * authenticated (AES-GCM), so that nobody reads the values in it, and none is accepted that was changed, was made with another
 * key, or was made for another query. Safe for all threads.
 *
 * <pre>{@code
 * PageTokens tokens = PageTokens.withKey(secret);
 * CursoredPage<City> page = cities.findByCountry("DE", request);
 * String next = page.hasNext() ? tokens.write(page.nextPageRequest(), "cities by country") : "";
 * PageRequest request = tokens.read(next, "cities by country");
 * }</pre>
 */
public final class PageTokens {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int LEAST_KEY = 16;
    private static final int LONGEST = 8_192;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private PageTokens(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * Tokens of a key.
     *
     * @param secret the key, at least 16 bytes; all servers of an application use the same one
     * @return what writes and reads them
     * @throws IllegalArgumentException if the key is shorter
     */
    public static PageTokens withKey(byte[] secret) {
        if (secret.length < LEAST_KEY) {
            throw new IllegalArgumentException(
                    "the key of page tokens has " + secret.length + " bytes; it needs at least " + LEAST_KEY);
        }
        try {
            byte[] hashed = MessageDigest.getInstance("SHA-256").digest(secret);
            return new PageTokens(new SecretKeySpec(hashed, "AES"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }

    /**
     * Makes a token.
     *
     * @param request the request
     * @param query what it is for; the same text is needed to read it
     * @return the token: letters, digits, {@code -} and {@code _}
     * @throws IllegalArgumentException if its cursor has a value of a type without a form here, or is longer than 4,096 bytes
     */
    public String write(PageRequest request, String query) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, query, RequestBytes.write(request));
        byte[] token = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, token, NONCE, sealed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * Reads a token.
     *
     * @param token the token
     * @param query what it is for
     * @return the request
     * @throws IllegalArgumentException if it is none of this key and query, or was changed
     */
    public PageRequest read(String token, String query) {
        byte[] bytes;
        try {
            bytes = token.length() > LONGEST
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException malformed) {
            throw refused(malformed);
        }
        if (bytes.length <= NONCE) {
            throw refused(null);
        }
        byte[] nonce = Arrays.copyOf(bytes, NONCE);
        byte[] sealed = Arrays.copyOfRange(bytes, NONCE, bytes.length);
        return RequestBytes.read(crypt(Cipher.DECRYPT_MODE, nonce, query, sealed));
    }

    private byte[] crypt(int mode, byte[] nonce, String query, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(query.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException refused) {
            throw refused(refused);
        }
    }

    private static IllegalArgumentException refused(@org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "the page token is none that was made with this key for this query, or it was changed", cause);
    }
}
