package dev.cormorant.testing.data.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether two values mean the same: numbers by their value, true and false also as 1 and 0, times by their instant, documents of JSON
 * by their content, and a text beside another type by what it says. Two texts are the same letter by letter, unless both are times.
 */
public final class CellEquality {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CellEquality() {}

    /**
     * Compares two values.
     *
     * @param one the one; may be null
     * @param other the other; may be null
     * @return whether they mean the same
     */
    public static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        Object left = plain(one);
        Object right = plain(other);
        if (left instanceof byte[] bytes && right instanceof byte[] others) {
            return Arrays.equals(bytes, others);
        } else if (left instanceof byte[] || right instanceof byte[]) {
            return sameBytes(left, right) || sameBytes(right, left);
        } else if (left instanceof String text && right instanceof String otherText) {
            return text.equals(otherText) || sameTimes(text, otherText) || sameJson(text, otherText);
        } else if (left instanceof String text) {
            return sameAsText(right, text);
        } else if (right instanceof String text) {
            return sameAsText(left, text);
        }
        return sameValues(left, right);
    }

    /** Enums are their names, and every time on the time line is an instant. */
    private static Object plain(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? plain(optional.get()) : "";
        } else if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        } else if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        return value;
    }

    private static boolean sameBytes(Object bytes, Object text) {
        return bytes instanceof byte[] all
                && text instanceof String written
                && Bytes.of(written).filter(read -> Arrays.equals(read, all)).isPresent();
    }

    private static boolean sameTimes(String one, String other) {
        Optional<LocalDateTime> left = TimeTexts.inUtc(one);
        return left.isPresent()
                && left.equals(TimeTexts.inUtc(other))
                && TimeTexts.instant(one).isPresent()
                        == TimeTexts.instant(other).isPresent();
    }

    private static boolean sameJson(String one, String other) {
        try {
            return isDocument(one) && isDocument(other) && JSON.readTree(one).equals(JSON.readTree(other));
        } catch (JsonProcessingException noJson) {
            return false;
        }
    }

    private static boolean isDocument(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }

    private static boolean sameAsText(Object value, String text) {
        if (value instanceof Number || value instanceof Boolean) {
            return sameNumbers(value, text) || value.toString().equalsIgnoreCase(text);
        } else if (value instanceof Instant instant) {
            return TimeTexts.inUtc(text)
                    .filter(time -> time.toInstant(ZoneOffset.UTC).equals(instant))
                    .isPresent();
        } else if (value instanceof LocalDateTime time) {
            return TimeTexts.inUtc(text).filter(time::equals).isPresent();
        } else if (value instanceof java.time.LocalTime time) {
            return TimeTexts.time(text).filter(time::equals).isPresent();
        }
        return value.toString().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT));
    }

    private static boolean sameNumbers(Object one, Object other) {
        Optional<BigDecimal> left = number(one);
        Optional<BigDecimal> right = number(other);
        return left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) == 0;
    }

    private static Optional<BigDecimal> number(Object value) {
        if (value instanceof Boolean flag) {
            return Optional.of(flag ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        try {
            return Optional.of(new BigDecimal(value.toString().strip()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static boolean sameValues(Object left, Object right) {
        boolean numbers = (left instanceof Number || left instanceof Boolean)
                && (right instanceof Number || right instanceof Boolean);
        if (numbers) {
            return sameNumbers(left, right) || left.toString().equals(right.toString());
        } else if (left instanceof Instant instant && right instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC).equals(instant);
        } else if (left instanceof LocalDateTime time && right instanceof Instant instant) {
            return time.toInstant(ZoneOffset.UTC).equals(instant);
        }
        return left.equals(right);
    }
}
