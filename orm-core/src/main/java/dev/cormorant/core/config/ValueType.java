package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the text of a setting becomes a value, and which values are allowed. A message quotes a value only after it was
 * understood as a number or a duration: any other text may be a password in the wrong place.
 */
sealed interface ValueType<T> {
    /** The class of the values. */
    Class<T> type();

    /** The value, not yet checked. */
    T parse(String label, String text);

    /** Refuses a value outside of the range, naming the setting by {@code label}. */
    void check(String label, T value);

    /** What is allowed, to stand behind "must be". */
    String range();

    /** The value for people. */
    String shown(T value);

    /** Whether zero stands for switched off, in spite of the lower limit. */
    static String withOff(String range, boolean off) {
        return off ? "off (0) or " + range : range;
    }

    private static ConfigurationException outside(String label, String range, String shown) {
        return new ConfigurationException(label + " must be " + range + ", but is " + shown);
    }

    /** A whole number. */
    record WholeNumber(int min, int max, boolean off) implements ValueType<Integer> {
        private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]{1,18}");

        @Override
        public Class<Integer> type() {
            return Integer.class;
        }

        @Override
        public Integer parse(String label, String text) {
            String number = text.strip();
            if (off && number.equals("off")) {
                return 0;
            }
            if (!DIGITS.matcher(number).matches()) {
                throw new ConfigurationException(label + " must be " + range() + ", but is not a whole number");
            }
            long value = Long.parseLong(number);
            if (value != (int) value) {
                throw outside(label, range(), number);
            }
            return (int) value;
        }

        @Override
        public void check(String label, Integer value) {
            if ((value < min || value > max) && !(off && value == 0)) {
                throw outside(label, range(), value.toString());
            }
        }

        @Override
        public String range() {
            return withOff(min + " to " + max, off);
        }

        @Override
        public String shown(Integer value) {
            return off && value == 0 ? "off" : value.toString();
        }
    }

    /** A duration. */
    record TimeSpan(Duration min, Duration max, boolean off) implements ValueType<Duration> {
        private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

        @Override
        public Class<Duration> type() {
            return Duration.class;
        }

        @Override
        public Duration parse(String label, String text) {
            String stripped = text.strip();
            return DurationText.parse(stripped).orElseThrow(() -> {
                String problem = DIGITS.matcher(stripped).matches() ? stripped + " has no unit" : "is no duration";
                return new ConfigurationException(
                        label + " must be " + range() + ", but " + problem + ": write it like " + DurationText.FORMS);
            });
        }

        @Override
        public void check(String label, Duration value) {
            if ((value.compareTo(min) < 0 || value.compareTo(max) > 0) && !(off && value.isZero())) {
                throw outside(label, range(), DurationText.format(value));
            }
        }

        @Override
        public String range() {
            return withOff(DurationText.format(min) + " to " + DurationText.format(max), off);
        }

        @Override
        public String shown(Duration value) {
            return off && value.isZero() ? "off" : DurationText.format(value);
        }
    }

    /** Anything that is written as words; its messages never quote the value. */
    record Words<T>(
            Class<T> type,
            String range,
            Function<String, Optional<T>> parser,
            Predicate<T> allowed,
            Function<T, String> show)
            implements ValueType<T> {
        @Override
        public T parse(String label, String text) {
            return parser.apply(text).orElseThrow(() -> refusal(label));
        }

        @Override
        public void check(String label, T value) {
            if (!allowed.test(value)) {
                throw refusal(label);
            }
        }

        @Override
        public String shown(T value) {
            return show.apply(value);
        }

        private ConfigurationException refusal(String label) {
            return new ConfigurationException(label + " must be " + range);
        }
    }

    /** True or false. */
    record Flag() implements ValueType<Boolean> {
        @Override
        public Class<Boolean> type() {
            return Boolean.class;
        }

        @Override
        public Boolean parse(String label, String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new ConfigurationException(label + " must be " + range());
            };
        }

        @Override
        public void check(String label, Boolean value) {
            // Both are allowed.
        }

        @Override
        public String range() {
            return "true or false";
        }

        @Override
        public String shown(Boolean value) {
            return value.toString();
        }
    }

    /** One of an enum's constants, in small letters. */
    record OneOf<E extends Enum<E>>(Class<E> type) implements ValueType<E> {
        @Override
        public E parse(String label, String text) {
            String word = text.strip().toLowerCase(Locale.ROOT);
            return EnumSet.allOf(type).stream()
                    .filter(each -> shown(each).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new ConfigurationException(label + " must be " + range()));
        }

        @Override
        public void check(String label, E value) {
            // Each is allowed.
        }

        @Override
        public String range() {
            return EnumSet.allOf(type).stream().map(this::shown).collect(Collectors.joining(", ", "one of ", ""));
        }

        @Override
        public String shown(E value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }
}
