package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;
import java.util.Objects;

/**
 * From when on a connection or cursor that is held is suspected of being forgotten, and what is done about it. Immutable and
 * thread-safe. That an open one has become unreachable is certain, and needs no limit.
 *
 * @param check how often the limits are looked at; 1 s to 24 h, zero for never, default 60 s
 * @param idle how long it may be held without anything running on it; 1 s to 24 h, zero for no limit, default 5 min
 * @param transaction how long a transaction may be open; 1 s to 24 h, zero for no limit, default 10 min
 * @param uses how many statements may run on it before it is given back; 1 or more, 0 for no limit, default 1,000
 * @param policy what is done about a leak; default report
 * @param stackTraces whether reports say where the connection was taken, which costs a stack trace for each; default no
 */
public record LeakConfig(
        Duration check, Duration idle, Duration transaction, int uses, LeakPolicy policy, boolean stackTraces) {
    /**
     * Checks the settings.
     *
     * @throws ConfigurationException if one is out of its range
     */
    public LeakConfig {
        MonitorSettings.LEAK_CHECK.check(check);
        MonitorSettings.LEAK_IDLE.check(idle);
        MonitorSettings.LEAK_TRANSACTION.check(transaction);
        MonitorSettings.LEAK_USES.check(uses);
        Objects.requireNonNull(policy, "policy");
    }

    /**
     * A copy with another interval.
     *
     * @param newCheck 1 s to 24 h, or zero for never
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public LeakConfig withCheck(Duration newCheck) {
        return new LeakConfig(newCheck, idle, transaction, uses, policy, stackTraces);
    }

    /**
     * A copy with another limit for idling.
     *
     * @param newIdle 1 s to 24 h, or zero for none
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public LeakConfig withIdle(Duration newIdle) {
        return new LeakConfig(check, newIdle, transaction, uses, policy, stackTraces);
    }

    /**
     * A copy with another limit for transactions.
     *
     * @param newTransaction 1 s to 24 h, or zero for none
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public LeakConfig withTransaction(Duration newTransaction) {
        return new LeakConfig(check, idle, newTransaction, uses, policy, stackTraces);
    }

    /**
     * A copy with another limit of statements.
     *
     * @param newUses 1 or more, or 0 for none
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public LeakConfig withUses(int newUses) {
        return new LeakConfig(check, idle, transaction, newUses, policy, stackTraces);
    }

    /**
     * A copy with another policy.
     *
     * @param newPolicy what is done about a leak
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public LeakConfig withPolicy(LeakPolicy newPolicy) {
        return new LeakConfig(check, idle, transaction, uses, newPolicy, stackTraces);
    }

    /**
     * A copy with stack traces or without them.
     *
     * @param newStackTraces whether to record where a connection was taken
     * @return the copy
     * @throws ConfigurationException if it is out of range
     */
    public LeakConfig withStackTraces(boolean newStackTraces) {
        return new LeakConfig(check, idle, transaction, uses, policy, newStackTraces);
    }
}
