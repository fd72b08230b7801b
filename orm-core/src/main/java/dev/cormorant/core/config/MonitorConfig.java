package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What is watched, counted and kept for people to look at. Immutable and thread-safe.
 *
 * @param enabled whether anything of it is done; default yes
 * @param memoryCheck how often memory is looked at; 1 s to 24 h, zero for never, default 30 s
 * @param memoryPressure from which share of the memory limit on memory is given up; 50 to 99 per cent, default 85
 * @param queriesKept how many slow statements are kept; 0 to 10,000, default 100
 * @param alertsKept how many alerts are kept; 0 to 10,000, default 50
 * @param leaksKept how many reports of leaks are kept; 0 to 10,000, default 50
 * @param keptFor how long any of them is kept; 1 s to 24 h, default 30 min
 * @param shapes how many shapes of statements have figures of their own; 0 to 10,000, default 100
 * @param bindValues whether the log of slow statements shows bind values, which may be secrets; default no
 * @param leaks from when on something is suspected to be leaked
 */
public record MonitorConfig(
        boolean enabled,
        Duration memoryCheck,
        int memoryPressure,
        int queriesKept,
        int alertsKept,
        int leaksKept,
        Duration keptFor,
        int shapes,
        boolean bindValues,
        LeakConfig leaks) {
    /**
     * Checks the settings.
     *
     * @throws ConfigurationException if one is out of its range
     */
    public MonitorConfig {
        MonitorSettings.MEMORY_CHECK.check(memoryCheck);
        MonitorSettings.MEMORY_PRESSURE.check(memoryPressure);
        MonitorSettings.QUERIES_KEPT.check(queriesKept);
        MonitorSettings.ALERTS_KEPT.check(alertsKept);
        MonitorSettings.LEAKS_KEPT.check(leaksKept);
        MonitorSettings.KEPT_FOR.check(keptFor);
        MonitorSettings.SHAPES.check(shapes);
        Objects.requireNonNull(leaks, "leaks");
    }

    /**
     * A copy with monitoring switched on or off.
     *
     * @param newEnabled whether anything is watched
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public MonitorConfig withEnabled(boolean newEnabled) {
        return new MonitorConfig(
                newEnabled,
                memoryCheck,
                memoryPressure,
                queriesKept,
                alertsKept,
                leaksKept,
                keptFor,
                shapes,
                bindValues,
                leaks);
    }

    /**
     * A copy with another interval.
     *
     * @param newMemoryCheck 1 s to 24 h, or zero for never
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public MonitorConfig withMemoryCheck(Duration newMemoryCheck) {
        return new MonitorConfig(
                enabled,
                newMemoryCheck,
                memoryPressure,
                queriesKept,
                alertsKept,
                leaksKept,
                keptFor,
                shapes,
                bindValues,
                leaks);
    }

    /**
     * A copy with another threshold.
     *
     * @param newMemoryPressure 50 to 99 per cent
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public MonitorConfig withMemoryPressure(int newMemoryPressure) {
        return new MonitorConfig(
                enabled,
                memoryCheck,
                newMemoryPressure,
                queriesKept,
                alertsKept,
                leaksKept,
                keptFor,
                shapes,
                bindValues,
                leaks);
    }

    /**
     * A copy with another length of the log of slow statements.
     *
     * @param newQueriesKept 0 to 10,000
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public MonitorConfig withQueriesKept(int newQueriesKept) {
        return new MonitorConfig(
                enabled,
                memoryCheck,
                memoryPressure,
                newQueriesKept,
                alertsKept,
                leaksKept,
                keptFor,
                shapes,
                bindValues,
                leaks);
    }

    /**
     * A copy with another length of the list of alerts.
     *
     * @param newAlertsKept 0 to 10,000
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public MonitorConfig withAlertsKept(int newAlertsKept) {
        return new MonitorConfig(
                enabled,
                memoryCheck,
                memoryPressure,
                queriesKept,
                newAlertsKept,
                leaksKept,
                keptFor,
                shapes,
                bindValues,
                leaks);
    }

    /**
     * A copy with another length of the list of leaks.
     *
     * @param newLeaksKept 0 to 10,000
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public MonitorConfig withLeaksKept(int newLeaksKept) {
        return new MonitorConfig(
                enabled,
                memoryCheck,
                memoryPressure,
                queriesKept,
                alertsKept,
                newLeaksKept,
                keptFor,
                shapes,
                bindValues,
                leaks);
    }

    /**
     * A copy with another age limit.
     *
     * @param newKeptFor 1 s to 24 h
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public MonitorConfig withKeptFor(Duration newKeptFor) {
        return new MonitorConfig(
                enabled,
                memoryCheck,
                memoryPressure,
                queriesKept,
                alertsKept,
                leaksKept,
                newKeptFor,
                shapes,
                bindValues,
                leaks);
    }

    /**
     * A copy with another number of shapes.
     *
     * @param newShapes 0 to 10,000
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public MonitorConfig withShapes(int newShapes) {
        return new MonitorConfig(
                enabled,
                memoryCheck,
                memoryPressure,
                queriesKept,
                alertsKept,
                leaksKept,
                keptFor,
                newShapes,
                bindValues,
                leaks);
    }

    /**
     * A copy with bind values shown or not.
     *
     * @param newBindValues whether the log of slow statements shows bind values
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public MonitorConfig withBindValues(boolean newBindValues) {
        return new MonitorConfig(
                enabled,
                memoryCheck,
                memoryPressure,
                queriesKept,
                alertsKept,
                leaksKept,
                keptFor,
                shapes,
                newBindValues,
                leaks);
    }

    /**
     * A copy with other limits for leaks.
     *
     * @param newLeaks the limits
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public MonitorConfig withLeaks(LeakConfig newLeaks) {
        return new MonitorConfig(
                enabled,
                memoryCheck,
                memoryPressure,
                queriesKept,
                alertsKept,
                leaksKept,
                keptFor,
                shapes,
                bindValues,
                newLeaks);
    }

    /** {@return a copy with changed limits for leaks} */
    public MonitorConfig withLeaks(UnaryOperator<LeakConfig> change) {
        return withLeaks(change.apply(leaks));
    }
}
