package dev.cormorant.core.config;

import dev.cormorant.core.config.ValueType.TimeSpan;
import dev.cormorant.core.config.ValueType.WholeNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The part of the table of settings that is about monitoring and leaks. */
final class MonitorSettings {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final ValueType<Integer> KEPT = new WholeNumber(0, 10_000, false);
    private static final List<Setting<?>> TABLE = new ArrayList<>();

    static final Setting<Boolean> ENABLED = row(
            "monitor.enabled",
            "Whether anything is watched and recorded; without it leaks are not looked for either.",
            ValueType.flag(),
            MonitorConfig::enabled);
    static final Setting<Duration> MEMORY_CHECK = row(
            "monitor.memory-check",
            "How often memory is looked at.",
            new TimeSpan(SECOND, DAY, true),
            MonitorConfig::memoryCheck);
    static final Setting<Integer> MEMORY_PRESSURE = row(
            "monitor.memory-pressure",
            "From how many per cent of the memory limit on memory is given up.",
            new WholeNumber(50, 99, false),
            MonitorConfig::memoryPressure);
    static final Setting<Integer> QUERIES_KEPT =
            row("monitor.queries-kept", "How many slow statements are kept.", KEPT, MonitorConfig::queriesKept);
    static final Setting<Integer> ALERTS_KEPT =
            row("monitor.alerts-kept", "How many alerts are kept.", KEPT, MonitorConfig::alertsKept);
    static final Setting<Integer> LEAKS_KEPT =
            row("monitor.leaks-kept", "How many reports of leaks are kept.", KEPT, MonitorConfig::leaksKept);
    static final Setting<Duration> KEPT_FOR = row(
            "monitor.kept-for",
            "How long slow statements, alerts and reports of leaks are kept.",
            new TimeSpan(SECOND, DAY, false),
            MonitorConfig::keptFor);
    static final Setting<Integer> SHAPES = row(
            "monitor.shapes", "How many shapes of statements have figures of their own.", KEPT, MonitorConfig::shapes);
    static final Setting<Boolean> BIND_VALUES = row(
            "monitor.bind-values",
            "Whether the log of slow statements shows bind values, which may be secrets.",
            ValueType.flag(),
            MonitorConfig::bindValues);
    static final Setting<Duration> LEAK_CHECK =
            leak("leak.check", "How often leaks are looked for.", new TimeSpan(SECOND, DAY, true), LeakConfig::check);
    static final Setting<Duration> LEAK_IDLE = leak(
            "leak.idle",
            "How long a connection may be held with nothing running on it and no row being read.",
            new TimeSpan(SECOND, DAY, true),
            LeakConfig::idle);
    static final Setting<Duration> LEAK_TRANSACTION = leak(
            "leak.transaction",
            "How long a transaction may be open, without the time in the database, before it is reported.",
            new TimeSpan(SECOND, DAY, true),
            LeakConfig::transaction);
    static final Setting<Integer> LEAK_USES = leak(
            "leak.uses",
            "How many statements may run on a connection before it is given back.",
            new WholeNumber(1, Integer.MAX_VALUE, true),
            LeakConfig::uses);
    static final Setting<LeakPolicy> LEAK_POLICY = leak(
            "leak.policy",
            "What is done about a leak: report it, or reclaim the connection too.",
            ValueType.oneOf(LeakPolicy.class),
            LeakConfig::policy);
    static final Setting<Boolean> LEAK_STACK_TRACES = leak(
            "leak.stack-traces",
            "Whether reports say where a connection was taken, at the cost of a stack trace for each.",
            ValueType.flag(),
            LeakConfig::stackTraces);

    private MonitorSettings() {}

    static List<Setting<?>> all() {
        return Collections.unmodifiableList(TABLE);
    }

    private static <T> Setting<T> leak(
            String key, String description, ValueType<T> type, Function<LeakConfig, T> getter) {
        return row(key, description, type, monitor -> getter.apply(monitor.leaks()));
    }

    private static <T> Setting<T> row(
            String key, String description, ValueType<T> type, Function<MonitorConfig, T> getter) {
        Setting<T> setting =
                new Setting<>(key, description, type, config -> Optional.of(getter.apply(config.monitor())), List.of());
        TABLE.add(setting);
        return setting;
    }
}
