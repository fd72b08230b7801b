package dev.cormorant.core.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 5s}, {@code 2min}, {@code 1h}, or ISO-8601 {@code PT5S}. */
final class DurationText {
    /** The forms that {@link #parse} takes, for messages. */
    static final String FORMS = "250ms, 5s, 2min (or 2m), 1h, PT5S";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|min|h)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "min", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS);

    private DurationText() {}

    /** The duration; empty if the text has none of the forms. {@code off} and {@code 0} are zero. */
    static Optional<Duration> parse(String text) {
        if (text.equals("off") || text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            return Optional.ofNullable(UNITS.get(form.group(2)))
                    .map(unit -> Duration.of(Long.parseLong(form.group(1)), unit));
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /** The shortest exact form, which {@link #parse} reads back. */
    static String format(Duration duration) {
        if (duration.isNegative() || !duration.equals(duration.truncatedTo(ChronoUnit.MILLIS))) {
            return duration.toString();
        }
        if (!duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds != 0 && seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds != 0 && seconds % 60 == 0 ? seconds / 60 + "min" : seconds + "s";
    }
}
