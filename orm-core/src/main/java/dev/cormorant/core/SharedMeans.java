package dev.cormorant.core;

import dev.cormorant.core.budget.BudgetShare;
import dev.cormorant.core.budget.ConnectionBudget;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.execution.WatchThread;
import dev.cormorant.core.service.ServiceRegistry;

/**
 * What the databases of a set share.
 *
 * @param budget their connections
 * @param watch the thread that looks after what runs on them
 * @param services the registry that theirs are nested in
 */
record SharedMeans(ConnectionBudget budget, WatchThread watch, ServiceRegistry services) {

    BudgetShare share(DatabaseConfig config, Driver driver, Access access) {
        return budget.share(
                config.name() + (access == Access.READ ? " (readers)" : ""),
                driver.layout() == PoolLayout.SINGLE_CONNECTION,
                config.pool().idleTimeout());
    }
}
