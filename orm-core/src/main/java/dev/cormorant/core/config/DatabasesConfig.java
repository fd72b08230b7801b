package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;

/**
 * The limits of a set of databases. Immutable and thread-safe.
 *
 * @param budget the most physical connections of all databases together; 1 to 10,000
 * @param maxWaiters the most callers that wait for a connection because the budget is used up; 0 to 100,000, default 10,000
 * @param maxIdle the most databases that stay open although nobody owns them; 0 to 10,000, default 20
 * @param maxDatabases the most databases that are open at once; 1 to 100,000, default 10,000
 */
public record DatabasesConfig(int budget, int maxWaiters, int maxIdle, int maxDatabases) {

    /**
     * Checks the limits.
     *
     * @throws ConfigurationException if one is out of its range
     */
    public DatabasesConfig {
        check("budget", budget, 1, 10_000);
        check("max-waiters", maxWaiters, 0, 100_000);
        check("max-idle", maxIdle, 0, 10_000);
        check("max-databases", maxDatabases, 1, 100_000);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ConfigurationException(
                    name + " of the databases must be " + least + " to " + most + ", but is " + value);
        }
    }

    /**
     * The default limits.
     *
     * @param budget the most physical connections of all databases together; 1 to 10,000
     * @return the limits
     * @throws ConfigurationException if it is out of range
     */
    public static DatabasesConfig ofBudget(int budget) {
        return new DatabasesConfig(budget, 10_000, 20, 10_000);
    }

    /** {@return a copy with another most waiting callers} */
    public DatabasesConfig withMaxWaiters(int newMaxWaiters) {
        return new DatabasesConfig(budget, newMaxWaiters, maxIdle, maxDatabases);
    }

    /** {@return a copy with another most databases without an owner} */
    public DatabasesConfig withMaxIdle(int newMaxIdle) {
        return new DatabasesConfig(budget, maxWaiters, newMaxIdle, maxDatabases);
    }

    /** {@return a copy with another most open databases} */
    public DatabasesConfig withMaxDatabases(int newMaxDatabases) {
        return new DatabasesConfig(budget, maxWaiters, maxIdle, newMaxDatabases);
    }
}
