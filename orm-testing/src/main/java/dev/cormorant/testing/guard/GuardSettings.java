package dev.cormorant.testing.guard;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.LeakConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which rules a guard checks, and how strictly. Immutable and thread-safe.
 *
 * @param rules the rules that are checked; default all
 * @param repeats how often one SELECT may be sent from the same place; 1 to 1,000,000, default {@value #REPEATS}
 * @param idle how long a connection may be held with nothing running on it, to the second; 1 s to 1 h, default 5 s
 * @param settle how long work that is just ending may take to end after the test; zero to 1 min, default 1 s
 * @param ignoredThreads names of threads that may stay, beside those of the JVM, of drivers and of this layer; {@code *} stands for
 *     any run of characters; default none
 * @param allowed rules that may be broken, each with the reason; default none
 */
public record GuardSettings(
        Set<Rule> rules,
        int repeats,
        Duration idle,
        Duration settle,
        List<String> ignoredThreads,
        Map<Rule, String> allowed) {

    /** The default of {@link #repeats()}: more than the rows that a test looks up one by one, fewer than a loop over its data. */
    public static final int REPEATS = 10;

    private static final int MOST_REPEATS = 1_000_000;
    private static final Duration LEAST_IDLE = Duration.ofSeconds(1);
    private static final Duration MOST_IDLE = Duration.ofHours(1);
    private static final Duration MOST_SETTLE = Duration.ofMinutes(1);
    private static final GuardSettings STANDARD = new GuardSettings(
            EnumSet.allOf(Rule.class), REPEATS, Duration.ofSeconds(5), Duration.ofSeconds(1), List.of(), Map.of());

    /**
     * Takes copies and checks the settings.
     *
     * @throws IllegalArgumentException if one is out of its range, or a reason is blank
     */
    public GuardSettings {
        rules = rules.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(rules));
        require(repeats >= 1 && repeats <= MOST_REPEATS, "repeats is 1 to 1,000,000, not " + repeats);
        require(idle.compareTo(LEAST_IDLE) >= 0 && idle.compareTo(MOST_IDLE) <= 0, "idle is 1 s to 1 h, not " + idle);
        require(!settle.isNegative() && settle.compareTo(MOST_SETTLE) <= 0, "settle is zero to 1 min, not " + settle);
        ignoredThreads = List.copyOf(ignoredThreads);
        Map<Rule, String> reasons = new EnumMap<>(Rule.class);
        allowed.forEach((rule, reason) -> {
            require(!reason.isBlank(), "to allow " + rule + " needs a reason that is not blank");
            reasons.put(rule, reason);
        });
        allowed = Collections.unmodifiableMap(reasons);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** {@return all rules, with their defaults} */
    public static GuardSettings standard() {
        return STANDARD;
    }

    /** {@return a copy without a rule: what breaks it is neither looked for nor taken back} */
    public GuardSettings without(Rule rule) {
        Set<Rule> fewer = EnumSet.noneOf(Rule.class);
        fewer.addAll(rules);
        fewer.remove(rule);
        return new GuardSettings(fewer, repeats, idle, settle, ignoredThreads, allowed);
    }

    /**
     * A copy in which one rule may be broken. A connection that is left is taken back all the same.
     *
     * @param rule the rule
     * @param reason why, for the log
     * @return the copy
     * @throws IllegalArgumentException if the reason is blank
     */
    public GuardSettings allowing(Rule rule, String reason) {
        Map<Rule, String> more = new EnumMap<>(Rule.class);
        more.putAll(allowed);
        more.put(rule, Objects.requireNonNull(reason, "reason"));
        return new GuardSettings(rules, repeats, idle, settle, ignoredThreads, more);
    }

    /** {@return a copy with another limit of repeated statements, 1 to 1,000,000} */
    public GuardSettings withRepeats(int newRepeats) {
        return new GuardSettings(rules, newRepeats, idle, settle, ignoredThreads, allowed);
    }

    /** {@return a copy with another limit for idle connections, 1 s to 1 h} */
    public GuardSettings withIdle(Duration newIdle) {
        return new GuardSettings(rules, repeats, newIdle, settle, ignoredThreads, allowed);
    }

    /** {@return a copy with another wait for work that is just ending, zero to 1 min} */
    public GuardSettings withSettle(Duration newSettle) {
        return new GuardSettings(rules, repeats, idle, newSettle, ignoredThreads, allowed);
    }

    /** {@return a copy that overlooks further threads, by name, in which {@code *} stands for any run of characters} */
    public GuardSettings ignoringThreads(String... names) {
        List<String> more =
                Stream.concat(ignoredThreads.stream(), Stream.of(names)).toList();
        return new GuardSettings(rules, repeats, idle, settle, more, allowed);
    }

    /**
     * The settings with which a database records what this guard reports: where connections were taken, and which of them idle. A
     * database that is opened with others can be guarded too, if {@link Rule#IDLE_CONNECTION} is not among the rules; its findings
     * do not say where.
     *
     * @param config the settings of the test
     * @return a copy of them
     */
    public DatabaseConfig recording(DatabaseConfig config) {
        return config.withMonitor(monitor -> monitor.withEnabled(true).withLeaks(this::recording));
    }

    private LeakConfig recording(LeakConfig leaks) {
        LeakConfig traced = leaks.withStackTraces(true);
        return checks(Rule.IDLE_CONNECTION) ? traced.withCheck(LEAST_IDLE).withIdle(idle) : traced;
    }

    /** {@return whether anything is to be done about a rule} */
    boolean checks(Rule rule) {
        return rules.contains(rule);
    }
}
