package dev.cormorant.core.config;

import dev.cormorant.core.config.ValueType.Flag;
import dev.cormorant.core.config.ValueType.OneOf;
import dev.cormorant.core.config.ValueType.TimeSpan;
import dev.cormorant.core.config.ValueType.WholeNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The part of the table of settings that is about monitoring and leaks. */
final class MonitorSettings {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final ValueType<Integer> KEPT = new WholeNumber(0, 10_000, false);
    private static final List<Setting<?>> TABLE = new ArrayList<>();

    static final Setting<Boolean> ENABLED = row(
            "monitor.enabled",
            "Whether anything is watched and recorded; without it leaks are not looked for either.",
            new Flag());
    static final Setting<Duration> MEMORY_CHECK =
            row("monitor.memory-check", "How often memory is looked at.", new TimeSpan(SECOND, DAY, true));
    static final Setting<Integer> MEMORY_PRESSURE = row(
            "monitor.memory-pressure",
            "From how many per cent of the memory limit on memory is given up.",
            new WholeNumber(50, 99, false));
    static final Setting<Integer> QUERIES_KEPT =
            row("monitor.queries-kept", "How many slow statements are kept.", KEPT);
    static final Setting<Integer> ALERTS_KEPT = row("monitor.alerts-kept", "How many alerts are kept.", KEPT);
    static final Setting<Integer> LEAKS_KEPT = row("monitor.leaks-kept", "How many reports of leaks are kept.", KEPT);
    static final Setting<Duration> KEPT_FOR = row(
            "monitor.kept-for",
            "How long slow statements, alerts and reports of leaks are kept.",
            new TimeSpan(SECOND, DAY, false));
    static final Setting<Integer> SHAPES =
            row("monitor.shapes", "How many shapes of statements have figures of their own.", KEPT);
    static final Setting<Boolean> BIND_VALUES = row(
            "monitor.bind-values",
            "Whether the log of slow statements shows bind values, which may be secrets.",
            new Flag());
    static final Setting<Duration> LEAK_CHECK =
            row("leak.check", "How often leaks are looked for.", new TimeSpan(SECOND, DAY, true));
    static final Setting<Duration> LEAK_IDLE = row(
            "leak.idle",
            "How long a connection may be held with nothing running on it and no row being read.",
            new TimeSpan(SECOND, DAY, true));
    static final Setting<Duration> LEAK_TRANSACTION = row(
            "leak.transaction",
            "How long a transaction may be open, without the time in the database, before it is reported.",
            new TimeSpan(SECOND, DAY, true));
    static final Setting<Integer> LEAK_USES = row(
            "leak.uses",
            "How many statements may run on a connection before it is given back.",
            new WholeNumber(1, Integer.MAX_VALUE, true));
    static final Setting<LeakPolicy> LEAK_POLICY = row(
            "leak.policy",
            "What is done about a leak: report it, or reclaim the connection too.",
            new OneOf<>(LeakPolicy.class));
    static final Setting<Boolean> LEAK_STACK_TRACES = row(
            "leak.stack-traces",
            "Whether reports say where a connection was taken, at the cost of a stack trace for each.",
            new Flag());

    private MonitorSettings() {}

    static List<Setting<?>> all() {
        return Collections.unmodifiableList(TABLE);
    }

    private static <T> Setting<T> row(String key, String description, ValueType<T> type) {
        Setting<T> setting = new Setting<>(key, description, type, List.of());
        TABLE.add(setting);
        return setting;
    }
}
