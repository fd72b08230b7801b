package dev.cormorant.mysql;

import dev.cormorant.core.driver.BulkRows;
import dev.cormorant.core.driver.Mismatch;
import dev.cormorant.core.driver.TabbedText;
import dev.cormorant.core.driver.UtcTime;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as {@code LOAD DATA} reads them, all of them before the first byte is sent, so that a value without a form ends nothing in
 * the middle. Each value becomes what an ordinary insert makes of it. For one thread.
 */
final class LoadValues {

    private static final int LAST_YEAR = 9999;

    private final List<InputStream> pieces = new ArrayList<>();
    private final TabbedText text =
            new TabbedText(true, (bytes, length) -> pieces.add(new ByteArrayInputStream(Arrays.copyOf(bytes, length))));

    private LoadValues() {}

    /** {@return the text of rows; needs no closing} */
    static InputStream of(BulkRows rows) throws SQLException {
        LoadValues values = new LoadValues();
        for (@Nullable Object[] row : rows.rows()) {
            for (int i = 0; i < row.length; i++) {
                if (i > 0) {
                    values.text.nextColumn();
                }
                values.write(i + 1, row[i]);
            }
            values.text.endRow();
        }
        values.text.flush();
        return new SequenceInputStream(Collections.enumeration(values.pieces));
    }

    private void write(int column, @Nullable Object value) throws SQLException {
        if (value == null) {
            text.writeNull();
        } else if (value instanceof String words) {
            text.writeText(words);
        } else if (value instanceof Number number) {
            number(column, number);
        } else if (value instanceof Boolean flag) {
            text.write(flag ? '1' : '0');
        } else if (value instanceof byte[] bytes) {
            text.writeHex(bytes);
        } else if (value instanceof Enum<?> constant) {
            text.writeText(constant.name());
        } else if (value instanceof UUID id) {
            text.writePlain(id.toString());
        } else {
            time(column, value);
        }
    }

    private void number(int column, Number number) throws SQLException {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            text.writeLong(number.longValue());
        } else if (number instanceof BigDecimal decimal) {
            text.writePlain(decimal.toPlainString());
        } else if (number instanceof BigInteger) {
            text.writePlain(number.toString());
        } else if ((number instanceof Double || number instanceof Float) && Double.isFinite(number.doubleValue())) {
            text.writePlain(number.toString());
        } else {
            throw unknown(column, number);
        }
    }

    private void time(int column, Object value) throws SQLException {
        if (value instanceof Instant instant) {
            timestamp(column, utc(column, instant));
        } else if (value instanceof OffsetDateTime shifted) {
            timestamp(column, utc(column, shifted.toInstant()));
        } else if (value instanceof LocalDateTime local) {
            timestamp(column, local);
        } else if (value instanceof LocalDate date) {
            date(column, date);
        } else if (value instanceof LocalTime time) {
            text.writeTime(time);
        } else {
            throw unknown(column, value);
        }
    }

    private static LocalDateTime utc(int column, Instant instant) {
        try {
            return UtcTime.of(instant);
        } catch (DateTimeException tooFar) {
            throw unknown(column, instant);
        }
    }

    private void timestamp(int column, LocalDateTime time) throws SQLException {
        date(column, time.toLocalDate());
        text.write(' ');
        text.writeTime(time.toLocalTime());
    }

    private void date(int column, LocalDate date) throws SQLException {
        if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
            throw unknown(column, date);
        }
        text.writeDate(date);
    }

    /** Says that a value is none that goes this way; an ordinary insert of the row then says what is allowed. */
    private static RuntimeException unknown(int column, Object value) {
        return Mismatch.binding(column, value.getClass(), "finite numbers, and times of the years 1 to " + LAST_YEAR);
    }
}
