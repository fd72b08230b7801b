package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Attributes.Attribute;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of a filter, which may come as texts from outside. */
public final class FilterValues {

    private static final Map<Class<?>, Function<String, Object>> TEXTS = Map.of(
            UUID.class, UUID::fromString,
            LocalDate.class, LocalDate::parse,
            LocalTime.class, LocalTime::parse,
            LocalDateTime.class, LocalDateTime::parse,
            OffsetDateTime.class, OffsetDateTime::parse,
            Instant.class, Instant::parse);

    private FilterValues() {}

    /**
     * A value as the attribute has it.
     *
     * @param attribute the attribute
     * @param value the value, perhaps as a text
     * @return it in the type of the attribute
     * @throws IllegalArgumentException if it is none
     */
    public static Object fitting(Attribute attribute, Object value) {
        if (attribute.type().isInstance(value)) {
            return value;
        }
        Object fitting = value instanceof String text && TEXTS.containsKey(attribute.type())
                ? read(attribute, text)
                : Values.fitting(attribute.type(), value);
        if (fitting == null) {
            throw refused(attribute, value, null);
        }
        return fitting;
    }

    private static @Nullable Object read(Attribute attribute, String text) {
        Function<String, Object> reader = TEXTS.get(attribute.type());
        try {
            return reader == null ? null : reader.apply(text);
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw refused(attribute, text, malformed);
        }
    }

    private static IllegalArgumentException refused(Attribute attribute, Object value, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "the filter compares " + attribute.path() + ", which is a "
                        + attribute.type().getSimpleName() + ", with a "
                        + value.getClass().getSimpleName() + " that is none",
                cause);
    }
}
