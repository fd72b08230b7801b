package dev.cormorant.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;

/**
 * Writes the text format of {@code COPY}: columns between tabs, rows that end with a line feed, and a backslash before what would be
 * one of those. What is full goes to the server. For one thread.
 */
final class CopyText {

    private static final int SIZE = 1 << 16;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** No character takes more, escaped or not. */
    private static final int LONGEST = 4;

    private final byte[] bytes = new byte[SIZE];
    private final Sink sink;
    private int length;

    /** Where full buffers go. */
    interface Sink {
        void write(byte[] bytes, int length) throws SQLException;
    }

    CopyText(Sink sink) {
        this.sink = sink;
    }

    void flush() throws SQLException {
        if (length > 0) {
            sink.write(bytes, length);
            length = 0;
        }
    }

    private void reserve(int more) throws SQLException {
        if (length + more > SIZE) {
            flush();
        }
    }

    void nextColumn() throws SQLException {
        reserve(1);
        bytes[length++] = '\t';
    }

    void endRow() throws SQLException {
        reserve(1);
        bytes[length++] = '\n';
    }

    void writeNull() throws SQLException {
        reserve(2);
        bytes[length++] = '\\';
        bytes[length++] = 'N';
    }

    /** Characters of ASCII, none of which must be escaped. */
    void writePlain(CharSequence text) throws SQLException {
        for (int i = 0; i < text.length(); i++) {
            reserve(1);
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    void writeLong(long number) throws SQLException {
        if (number == Long.MIN_VALUE) {
            writePlain(Long.toString(number));
            return;
        }
        reserve(20);
        long rest = number;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long ten = rest; ten >= 10; ten /= 10) {
            digits++;
        }
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** A number with zeros before it. */
    void writeDigits(int number, int digits) throws SQLException {
        reserve(digits);
        int rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    void write(char plain) throws SQLException {
        reserve(1);
        bytes[length++] = (byte) plain;
    }

    void writeBytes(byte[] value) throws SQLException {
        writePlain("\\\\x");
        for (byte one : value) {
            reserve(2);
            bytes[length++] = HEX[(one >> 4) & 15];
            bytes[length++] = HEX[one & 15];
        }
    }

    void writeText(String text) throws SQLException {
        int end = text.length();
        int i = 0;
        while (i < end) {
            reserve(LONGEST);
            char next = text.charAt(i++);
            if (next >= ' ' && next < 0x80 && next != '\\') {
                bytes[length++] = (byte) next;
            } else if (next < 0x80) {
                escape(next);
            } else if (next < 0x800) {
                bytes[length++] = (byte) (0xc0 | (next >> 6));
                bytes[length++] = (byte) (0x80 | (next & 0x3f));
            } else if (!Character.isSurrogate(next)) {
                bytes[length++] = (byte) (0xe0 | (next >> 12));
                bytes[length++] = (byte) (0x80 | ((next >> 6) & 0x3f));
                bytes[length++] = (byte) (0x80 | (next & 0x3f));
            } else if (Character.isHighSurrogate(next) && i < end && Character.isLowSurrogate(text.charAt(i))) {
                pair(Character.toCodePoint(next, text.charAt(i++)));
            } else {
                // Half of a pair is no character: it becomes what the driver makes of it in an ordinary insert.
                bytes[length++] = '?';
            }
        }
    }

    private void pair(int point) {
        bytes[length++] = (byte) (0xf0 | (point >> 18));
        bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        bytes[length++] = (byte) (0x80 | (point & 0x3f));
    }

    private void escape(char next) throws SQLException {
        switch (next) {
            case 0 ->
                throw new SQLDataException("a text has a NUL character, which PostgreSQL has in no text", "22021");
            case '\n' -> escaped('n');
            case '\r' -> escaped('r');
            case '\t' -> escaped('t');
            case '\\' -> escaped('\\');
            default -> bytes[length++] = (byte) next;
        }
    }

    private void escaped(char letter) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) letter;
    }
}
