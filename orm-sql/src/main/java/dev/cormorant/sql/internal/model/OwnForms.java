package dev.cormorant.sql.internal.model;

import java.net.URI;
import java.time.Duration;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The forms of types of the JDK for which no database has a column. */
final class OwnForms {

    private static final Map<Class<?>, Form> FORMS = Map.of(
            Character.class,
            text(text -> single(text)),
            Duration.class,
            // To the nanosecond and for 292 years; beyond that toNanos refuses.
            Form.converted(Long.class, time -> ((Duration) time).toNanos(), nanos -> Duration.ofNanos((Long) nanos)),
            Year.class,
            Form.converted(Integer.class, year -> ((Year) year).getValue(), year -> Year.of((Integer) year)),
            Period.class,
            text(Period::parse),
            YearMonth.class,
            text(YearMonth::parse),
            ZoneId.class,
            text(ZoneId::of),
            URI.class,
            text(URI::create),
            Currency.class,
            text(Currency::getInstance),
            Locale.class,
            Form.converted(
                    String.class,
                    locale -> ((Locale) locale).toLanguageTag(),
                    tag -> Locale.forLanguageTag((String) tag)));

    private OwnForms() {}

    static Optional<Form> of(Class<?> type) {
        return Optional.ofNullable(FORMS.get(type));
    }

    private static Form text(Function<String, Object> parse) {
        UnaryOperator<Object> read = text -> parse.apply((String) text);
        return Form.converted(String.class, Object::toString, read);
    }

    private static Object single(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("a char is one UTF-16 unit, and not " + text.length());
        }
        return text.charAt(0);
    }
}
