package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.FanOutOptions;
import dev.cormorant.migrations.Migrator;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How long a command waits for somebody else's run on the same database. */
final class LockOptions {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,8})(ms|s|min|m|h)?");

    @Option(
            names = "--lock-wait",
            paramLabel = "TIME",
            description =
                    "How long to wait while somebody else migrates the database: 500ms, 30s, 5min, 1h, or 0 for not at all."
                            + " 60s unless given, 24h at most. Ends with exit code 6 when it is over.")
    private Optional<String> wait = Optional.empty();

    void check() {
        time();
    }

    private Optional<Duration> time() {
        return wait.map(text -> {
            Matcher form = FORM.matcher(text);
            if (!form.matches() || read(form).compareTo(Migrator.LONGEST_LOCK_WAIT) > 0) {
                throw new RefusedException(
                        "--lock-wait is a time such as 500ms, 30s, 5min or 1h, up to 24h, not " + text);
            }
            return read(form);
        });
    }

    private static Duration read(Matcher form) {
        long number = Long.parseLong(form.group(1));
        return switch (String.valueOf(form.group(2))) {
            case "ms" -> Duration.ofMillis(number);
            case "m", "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }

    Migrator addTo(Migrator migrator) {
        return time().map(migrator::lockWait).orElse(migrator);
    }

    FanOutOptions addTo(FanOutOptions many) {
        return time().map(many::withLockWait).orElse(many);
    }
}
