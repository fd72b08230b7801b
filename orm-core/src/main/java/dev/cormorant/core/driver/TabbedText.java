package dev.cormorant.core.driver;

import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as lines of text: columns between tabs, and a backslash before what would be a tab, a line feed or a backslash; {@code \N}
 * is NULL. PostgreSQL's {@code COPY} and MySQL's {@code LOAD DATA} read that. What is full goes to a sink. For one thread.
 */
public final class TabbedText {

    private static final int NANOS_IN_MICRO = 1_000;
    private static final int MORE_THAN_FOUR_DIGITS = 10_000;
    private static final int SIZE = 1 << 16;
    private static final String NULL = "\\N";
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** No character takes more, escaped or not. */
    private static final int LONGEST = 4;

    private final byte[] bytes = new byte[SIZE];
    private final Sink sink;
    private final boolean takesNul;
    private int length;

    /** Where full buffers go. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes what was written.
         *
         * @param bytes the buffer, which is used again afterwards
         * @param length how many bytes of it
         * @throws SQLException if they cannot be sent
         */
        void write(byte[] bytes, int length) throws SQLException;
    }

    /** How the value of a column is written. */
    @FunctionalInterface
    public interface Form {
        /**
         * Writes a value.
         *
         * @param column the column, from 1
         * @param value the value, which is not null
         * @throws SQLException if it cannot be sent, or has no form
         */
        void write(int column, Object value) throws SQLException;
    }

    /**
     * Nothing written yet.
     *
     * @param takesNul whether the database has a NUL character in texts
     * @param sink where full buffers go
     */
    public TabbedText(boolean takesNul, Sink sink) {
        this.takesNul = takesNul;
        this.sink = sink;
    }

    /**
     * Gives what was written to the sink.
     *
     * @throws SQLException what the sink throws, as from all methods
     */
    public void flush() throws SQLException {
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

    /**
     * Writes a row.
     *
     * @param row its values; null is NULL
     * @param form writes those that are not null
     * @throws SQLException what the form or the sink throws
     */
    public void writeRow(@Nullable Object[] row, Form form) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            if (i > 0) {
                write('\t');
            }
            Object value = row[i];
            if (value == null) {
                writePlain(NULL);
            } else {
                form.write(i + 1, value);
            }
        }
        write('\n');
    }

    /** Writes characters of ASCII, none of which must be escaped. */
    public void writePlain(CharSequence text) throws SQLException {
        for (int i = 0; i < text.length(); i++) {
            reserve(1);
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    /** Writes a whole number. */
    public void writeLong(long number) throws SQLException {
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

    /** Writes a number with zeros before it. */
    public void writeDigits(int number, int digits) throws SQLException {
        reserve(digits);
        int rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** Writes one character of ASCII that must not be escaped. */
    public void write(char plain) throws SQLException {
        reserve(1);
        bytes[length++] = (byte) plain;
    }

    /** Writes bytes as hexadecimal digits. */
    public void writeHex(byte[] value) throws SQLException {
        for (byte one : value) {
            reserve(2);
            bytes[length++] = HEX[(one >> 4) & 15];
            bytes[length++] = HEX[one & 15];
        }
    }

    /**
     * Writes a date as {@code 2024-02-29}: four digits of the year of its era, or more.
     *
     * @param date the date
     * @throws SQLException what the sink throws
     */
    public void writeDate(LocalDate date) throws SQLException {
        int year = date.get(ChronoField.YEAR_OF_ERA);
        if (year < MORE_THAN_FOUR_DIGITS) {
            writeDigits(year, 4);
        } else {
            writeLong(year);
        }
        write('-');
        writeDigits(date.getMonthValue(), 2);
        write('-');
        writeDigits(date.getDayOfMonth(), 2);
    }

    /**
     * Writes a time as {@code 23:59:59.123456}, cut to the microsecond.
     *
     * @param time the time of day
     * @throws SQLException what the sink throws
     */
    public void writeTime(LocalTime time) throws SQLException {
        writeDigits(time.getHour(), 2);
        write(':');
        writeDigits(time.getMinute(), 2);
        write(':');
        writeDigits(time.getSecond(), 2);
        int micros = time.getNano() / NANOS_IN_MICRO;
        if (micros > 0) {
            write('.');
            writeDigits(micros, 6);
        }
    }

    /** Writes a text. Half of a surrogate pair becomes a question mark, as in an ordinary insert. */
    public void writeText(String text) throws SQLException {
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
            case 0 -> nul();
            case '\n' -> escaped('n');
            case '\r' -> escaped('r');
            case '\t' -> escaped('t');
            case '\\' -> escaped('\\');
            default -> bytes[length++] = (byte) next;
        }
    }

    private void nul() throws SQLException {
        if (!takesNul) {
            throw new SQLDataException(
                    "a text has a NUL character (U+0000), which this database has in no text", "22021");
        }
        escaped('0');
    }

    private void escaped(char letter) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) letter;
    }
}
