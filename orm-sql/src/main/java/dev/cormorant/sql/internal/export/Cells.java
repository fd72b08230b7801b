package dev.cormorant.sql.internal.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Rows as text of one format, one value after the other. The text collects in {@link #text}, which whoever drives this takes away now and
 * then. For one thread.
 */
abstract class Cells {

    /** Bytes are hexadecimal digits while they can be read, and base 64 where their number counts. */
    private static final int SHORT_BYTES = 64;

    final StringBuilder text = new StringBuilder();

    /** Begins with the labels of the columns. */
    abstract void begin(List<String> labels);

    abstract void beginRow();

    /** Goes to a column, from 0; its value comes next. */
    abstract void at(int column);

    abstract void endRow();

    /** SQL NULL. */
    abstract void none();

    /** A text that may hold anything. */
    abstract void text(String value);

    /** A document of JSON. */
    abstract void document(String value);

    /** Stands before and after what is a text to the format, and holds nothing that the format must mark. */
    abstract void quote();

    final void number(long value) {
        text.append(value);
    }

    final void number(BigDecimal value) {
        text.append(value.toPlainString());
    }

    final void number(float value) {
        if (Float.isFinite(value)) {
            text.append(value);
        } else {
            word(Float.toString(value));
        }
    }

    final void number(double value) {
        if (Double.isFinite(value)) {
            text.append(value);
        } else {
            word(Double.toString(value));
        }
    }

    final void truth(boolean value) {
        text.append(value);
    }

    /** A text of letters, digits, blanks, points, colons, pluses and minuses alone. */
    final void word(String value) {
        quote();
        text.append(value);
        quote();
    }

    final void bytes(byte[] value) {
        word(
                value.length <= SHORT_BYTES
                        ? "0x" + HexFormat.of().formatHex(value)
                        : "base64:" + Base64.getEncoder().encodeToString(value));
    }

    final void date(LocalDate value) {
        quote();
        Times.append(text, value);
        quote();
    }

    final void time(LocalTime value) {
        quote();
        Times.append(text, value);
        quote();
    }

    final void dateTime(LocalDateTime value) {
        quote();
        Times.append(text, value);
        quote();
    }

    final void instant(Instant value) {
        quote();
        Times.append(text, value);
        quote();
    }
}
