package dev.cormorant.core.lease;

import java.time.Duration;
import java.util.Locale;

/** Durations as messages say them. */
final class Durations {

    private Durations() {}

    static String words(Duration time) {
        return time.toMillis() < 1_000
                ? time.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }
}
