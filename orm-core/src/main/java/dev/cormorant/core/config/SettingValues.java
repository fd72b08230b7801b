package dev.cormorant.core.config;

import org.jspecify.annotations.Nullable;

/**
 * Where each setting stands in a configuration. Apart from the table of settings, which every start needs, since handles to all of
 * these values take longer to link than a database takes to open, and only texts and comparisons of configurations ask for them.
 */
final class SettingValues {

    private SettingValues() {}

    /**
     * The value of one setting.
     *
     * @param config the configuration
     * @param key the key of the setting
     * @return its value; null if it is not set
     */
    static @Nullable Object in(DatabaseConfig config, String key) {
        return switch (key) {
            case "url" -> config.url();
            case "user" -> config.user().orElse(null);
            case "password" -> config.password().isPresent() ? config.password() : null;
            case "name" -> config.name();
            case "preset" -> null;
            case "transaction.max-wait" -> config.transactions().maxWait();
            case "transaction.timeout" -> config.transactions().timeout();
            case "transaction.retries" -> config.transactions().retries();
            case "transaction.retry-lock-timeouts" -> config.transactions().retryLockTimeouts();
            case "close.drain" -> config.close().drain();
            case "close.grace" -> config.close().grace();
            default ->
                key.startsWith("pool.")
                        ? in(config.pool(), key)
                        : key.startsWith("statement.") ? in(config.statements(), key) : in(config.monitor(), key);
        };
    }

    private static Object in(PoolConfig pool, String key) {
        return switch (key) {
            case "pool.max-size" -> pool.maxSize();
            case "pool.min-idle" -> pool.minIdle();
            case "pool.acquire-timeout" -> pool.acquireTimeout();
            case "pool.connect-timeout" -> pool.connectTimeout();
            case "pool.connect-retries" -> pool.connectRetries();
            case "pool.max-waiters" -> pool.maxWaiters();
            case "pool.idle-timeout" -> pool.idleTimeout();
            case "pool.max-lifetime" -> pool.maxLifetime();
            case "pool.keep-alive" -> pool.keepAlive();
            default -> throw unknown(key);
        };
    }

    private static Object in(StatementConfig statements, String key) {
        return switch (key) {
            case "statement.timeout" -> statements.timeout();
            case "statement.slow-query" -> statements.slowQuery();
            case "statement.comment" -> statements.comment();
            case "statement.rows-warn-at" -> statements.rowsWarnAt();
            case "statement.rows-refuse-at" -> statements.rowsRefuseAt();
            case "statement.fetch-size" -> statements.fetchSize();
            case "statement.plain-selects" -> statements.plainSelects();
            case "statement.cache-size" -> statements.cacheSize();
            default -> throw unknown(key);
        };
    }

    private static Object in(MonitorConfig monitor, String key) {
        return switch (key) {
            case "monitor.enabled" -> monitor.enabled();
            case "monitor.memory-check" -> monitor.memoryCheck();
            case "monitor.memory-pressure" -> monitor.memoryPressure();
            case "monitor.queries-kept" -> monitor.queriesKept();
            case "monitor.alerts-kept" -> monitor.alertsKept();
            case "monitor.leaks-kept" -> monitor.leaksKept();
            case "monitor.kept-for" -> monitor.keptFor();
            case "monitor.shapes" -> monitor.shapes();
            case "monitor.bind-values" -> monitor.bindValues();
            case "leak.check" -> monitor.leaks().check();
            case "leak.idle" -> monitor.leaks().idle();
            case "leak.transaction" -> monitor.leaks().transaction();
            case "leak.uses" -> monitor.leaks().uses();
            case "leak.policy" -> monitor.leaks().policy();
            case "leak.stack-traces" -> monitor.leaks().stackTraces();
            default -> throw unknown(key);
        };
    }

    private static IllegalArgumentException unknown(String key) {
        return new IllegalArgumentException("there is no setting " + key);
    }
}
