package dev.cormorant.mysql;

import dev.cormorant.core.driver.Mismatch;
import dev.cormorant.core.driver.TabbedText;
import dev.cormorant.core.driver.UtcTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as {@code LOAD DATA} reads them, piece by piece, so that the server takes in one while the next is written. Each value
 * becomes what an ordinary insert makes of it. If writing fails, the text ends behind the last whole row before: the connection would be
 * lost if the server were not told of the end. For one thread.
 */
@SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else
final class LoadValues implements Enumeration<InputStream> {

    private static final int LAST_YEAR = 9999;

    private final Iterator<@Nullable Object[]> rows;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private final TabbedText text = new TabbedText(true, (bytes, length) -> piece.write(bytes, 0, length));
    private @Nullable Throwable failure;

    /** Rows of which nothing is written yet. */
    LoadValues(List<@Nullable Object[]> rows) {
        this.rows = rows.iterator();
    }

    /** Throws what left rows out, if something did. */
    void refuseLeftOut() throws SQLException {
        if (failure instanceof SQLException refused) {
            throw refused;
        }
        if (failure instanceof RuntimeException refused) {
            throw refused;
        }
        if (failure instanceof Error broken) {
            throw broken;
        }
    }

    @Override
    public boolean hasMoreElements() {
        return rows.hasNext() && failure == null;
    }

    /** {@return the next whole rows, as many as fill a buffer; needs no closing} */
    @Override
    public InputStream nextElement() {
        piece.reset();
        try {
            while (piece.size() == 0 && rows.hasNext()) {
                text.writeRow(rows.next(), this::write);
            }
            text.flush();
            return new ByteArrayInputStream(piece.toByteArray());
        } catch (SQLException | RuntimeException | Error failed) {
            failure = failed;
            return InputStream.nullInputStream();
        }
    }

    private void write(int column, Object value) throws SQLException {
        if (value instanceof String words) {
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
