package dev.cormorant.mysql.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The greeting of a server, in pieces of any size. */
final class GreetingInputStreamTest {

    private static byte[] packet(int protocol, String rest) {
        byte[] text = rest.getBytes(StandardCharsets.ISO_8859_1);
        byte[] packet = new byte[5 + text.length];
        packet[0] = (byte) (text.length + 1);
        packet[4] = (byte) protocol;
        System.arraycopy(text, 0, packet, 5, text.length);
        return packet;
    }

    /** A network that delivers so many bytes at a time, read by someone who asks for as many. */
    private static byte[] through(byte[] sent, int atATime) throws IOException {
        InputStream network = new ByteArrayInputStream(sent) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, atATime));
            }
        };
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[atATime];
        try (InputStream greeting = new GreetingInputStream(network)) {
            int first = greeting.read();
            if (first >= 0) {
                received.write(first);
            }
            for (int n = greeting.read(buffer); n >= 0; n = greeting.read(buffer)) {
                received.write(buffer, 0, n);
            }
        }
        return received.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 11, 12, 4096})
    void takesMariadb10ForWhatItCanDo(int atATime) throws IOException {
        byte[] sent = packet(10, "5.5.5-10.11.19-MariaDB\0 and 5.5.5- again later");
        byte[] expected = packet(10, "5.7.9-10.11.19-MariaDB\0 and 5.5.5- again later");
        assertThat(through(sent, atATime)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.0.15\0 salt and more of it",
                "11.4.5-MariaDB\0 salt",
                "5.5.50-log\0 salt",
                "5.5.5\0 salt and more of it",
                "5.5.",
                ""
            })
    void passesEveryOtherServerUnchanged(String version) throws IOException {
        byte[] sent = packet(10, version);
        for (int atATime : new int[] {1, 5, 64}) {
            assertThat(through(sent, atATime)).isEqualTo(sent);
        }
    }

    @Test
    void passesAnErrorInPlaceOfAGreeting() throws IOException {
        byte[] refusal = packet(255, "5.5.5-10 connections are too many");
        assertThat(through(refusal, 3)).isEqualTo(refusal);
    }

    @Test
    void passesAnEmptyStream() throws IOException {
        assertThat(through(new byte[0], 1)).isEmpty();
    }

    @Test
    void skipsWithinAndBehindTheGreeting() throws IOException {
        byte[] sent = packet(10, "5.5.5-10.11.19-MariaDB");
        try (InputStream greeting = new GreetingInputStream(new ByteArrayInputStream(sent))) {
            assertThat(greeting.available()).isEqualTo(sent.length);
            greeting.skipNBytes(7);
            assertThat((char) greeting.read()).isEqualTo('7');
            assertThat(greeting.available()).isEqualTo(sent.length - 8);
            greeting.skipNBytes(3);
            assertThat(new String(greeting.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("10.11.19-MariaDB");
        }
    }
}
