package dev.cormorant.core.config;

import dev.cormorant.core.config.Setting.Alias;
import dev.cormorant.core.config.ValueType.Flag;
import dev.cormorant.core.config.ValueType.OneOf;
import dev.cormorant.core.config.ValueType.TimeSpan;
import dev.cormorant.core.config.ValueType.WholeNumber;
import dev.cormorant.core.config.ValueType.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table of all settings: the one place that knows their keys, aliases, ranges and descriptions.
 *
 * <p>HikariCP's names are accepted with HikariCP's unit, so that a plain number of theirs is milliseconds. Of
 * {@code maxOpenConns}, {@code maxIdleConns}, {@code connMaxLifetime} and {@code connMaxIdleTime} a plain number of a
 * duration is seconds. Next to the rows, {@code driver.<property>} (or HikariCP's {@code dataSource.<property>}) passes a
 * property to the driver by the driver's own name.
 */
public final class Settings {
    /** In front of a driver's own property name. */
    static final String DRIVER_PREFIX = "driver.";

    /** HikariCP's word for the same. */
    static final String DRIVER_PREFIX_ALIAS = "dataSource.";

    /** In front of every environment variable. */
    static final String VARIABLE_PREFIX = "ORM_";

    /** Variables that belong to the search for test databases. */
    static final String TEST_VARIABLE_PREFIX = "ORM_TEST_";

    private static final String MILLIS = "ms";
    private static final String SECONDS = "s";
    private static final Duration DAY = Duration.ofHours(24);
    private static final Pattern NAME_FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final List<Setting<?>> TABLE = new ArrayList<>();

    static final Setting<ConnectionUrl> URL = row(
            "url",
            "The JDBC URL; required.",
            new Words<>(
                    ConnectionUrl.class,
                    "a JDBC URL",
                    text -> Optional.of(ConnectionUrl.parse(text)),
                    url -> true,
                    ConnectionUrl::redacted),
            alias("jdbcUrl"));
    static final Setting<String> USER = row(
            "user",
            "The user to connect as, unless the URL names one.",
            new Words<>(
                    String.class,
                    "a name, not blank, without control characters",
                    Optional::of,
                    Settings::isUser,
                    user -> user),
            alias("username"));
    static final Setting<Secret> PASSWORD = row(
            "password",
            "The user's password, unless the URL holds one; never shown.",
            new Words<>(
                    Secret.class,
                    "a password",
                    text -> Optional.of(Secret.of(text)),
                    any -> true,
                    any -> Redaction.HIDDEN));
    static final Setting<String> NAME = row(
            "name",
            "The label in messages, thread names and pools; by default scheme and database name.",
            new Words<>(
                    String.class,
                    "1 to 64 of the characters A-Z a-z 0-9 _ . -",
                    Optional::of,
                    name -> NAME_FORM.matcher(name).matches(),
                    name -> name),
            alias("poolName"));
    static final Setting<Preset> PRESET =
            row("preset", "The defaults of all settings below.", new OneOf<>(Preset.class));

    static final Setting<Integer> POOL_MAX_SIZE = pool(
            "max-size",
            "The most connections open at once.",
            new WholeNumber(1, 1000, false),
            alias("maximumPoolSize"),
            alias("maxOpenConns"));
    static final Setting<Integer> POOL_MIN_IDLE = pool(
            "min-idle",
            "Connections kept ready when idle; at most pool.max-size.",
            new WholeNumber(0, 1000, false),
            alias("minimumIdle"),
            alias("maxIdleConns"));
    static final Setting<Duration> POOL_ACQUIRE_TIMEOUT = pool(
            "acquire-timeout",
            "The longest wait for a connection.",
            new TimeSpan(Duration.ofMillis(250), Duration.ofMinutes(10), false),
            new Alias("connectionTimeout", MILLIS));
    static final Setting<Duration> POOL_CONNECT_TIMEOUT = pool(
            "connect-timeout",
            "The longest time for connecting as a whole, retries included.",
            new TimeSpan(Duration.ofMillis(250), Duration.ofHours(1), false));
    static final Setting<Integer> POOL_CONNECT_RETRIES = pool(
            "connect-retries",
            "How often connecting is tried again when the server cannot be reached yet.",
            new WholeNumber(0, 100, false));
    static final Setting<Integer> POOL_MAX_WAITERS = pool(
            "max-waiters",
            "The most callers waiting for a connection; the next one is refused at once. With 0 nobody waits.",
            new WholeNumber(0, 100_000, false));
    static final Setting<Duration> POOL_IDLE_TIMEOUT = pool(
            "idle-timeout",
            "How long a connection beyond pool.min-idle stays open unused; shorter than pool.max-lifetime.",
            new TimeSpan(Duration.ofSeconds(10), DAY, true),
            new Alias("idleTimeout", MILLIS),
            new Alias("connMaxIdleTime", SECONDS));
    static final Setting<Duration> POOL_MAX_LIFETIME = pool(
            "max-lifetime",
            "How old a connection may become before it is replaced; never while it is in use.",
            new TimeSpan(Duration.ofSeconds(30), DAY, true),
            new Alias("maxLifetime", MILLIS),
            new Alias("connMaxLifetime", SECONDS));
    static final Setting<Duration> POOL_KEEP_ALIVE = pool(
            "keep-alive",
            "How often an idle connection is tested; shorter than pool.max-lifetime.",
            new TimeSpan(Duration.ofSeconds(30), DAY, true),
            new Alias("keepaliveTime", MILLIS));

    static final Setting<Duration> STATEMENT_TIMEOUT = statement(
            "timeout",
            "How long a statement may run before it is cancelled on the server.",
            new TimeSpan(Duration.ofMillis(10), DAY, false));
    static final Setting<Duration> STATEMENT_SLOW_QUERY = statement(
            "slow-query",
            "From which time on a statement is reported as slow.",
            new TimeSpan(Duration.ofMillis(1), DAY, true));
    static final Setting<Boolean> STATEMENT_COMMENT =
            statement("comment", "Whether the execution id is sent as an SQL comment.", new Flag());
    static final Setting<Integer> STATEMENT_ROWS_WARN_AT = statement(
            "rows-warn-at",
            "From how many rows on a fetch that returns a list is warned about.",
            new WholeNumber(1, Integer.MAX_VALUE, true));
    static final Setting<Integer> STATEMENT_ROWS_REFUSE_AT = statement(
            "rows-refuse-at",
            "From how many rows on a fetch that returns a list fails.",
            new WholeNumber(1, Integer.MAX_VALUE, true));
    static final Setting<Integer> STATEMENT_FETCH_SIZE =
            statement("fetch-size", "Rows in one batch of a cursor.", new WholeNumber(1, 100_000, false));
    static final Setting<PlainSelects> STATEMENT_PLAIN_SELECTS = statement(
            "plain-selects",
            "What a SELECT on our data source does that names no fetch size: stream its rows, or buffer them all.",
            new OneOf<>(PlainSelects.class));
    static final Setting<Integer> STATEMENT_CACHE_SIZE = statement(
            "cache-size",
            "How many prepared statements each connection keeps for their next use; 0 for none.",
            new WholeNumber(0, 1000, false));

    static final Setting<Duration> TRANSACTION_MAX_WAIT = row(
            "transaction.max-wait",
            "The longest wait of a transaction for its connection.",
            new TimeSpan(Duration.ofMillis(10), Duration.ofMinutes(10), false));
    static final Setting<Duration> TRANSACTION_TIMEOUT = row(
            "transaction.timeout",
            "How long a transaction may take as a whole before it is rolled back.",
            new TimeSpan(Duration.ofMillis(10), DAY, false));

    static final Setting<Integer> TRANSACTION_RETRIES = row(
            "transaction.retries",
            "How often a transaction is run again after a deadlock or a serialization failure.",
            new WholeNumber(0, 100, false));
    static final Setting<Boolean> TRANSACTION_RETRY_LOCK_TIMEOUTS = row(
            "transaction.retry-lock-timeouts",
            "Whether it is run again too after it could not have a lock in time.",
            new Flag());

    static final Setting<Duration> CLOSE_DRAIN = row(
            "close.drain",
            "How long closing waits for running work; with 0 it does not wait.",
            new TimeSpan(Duration.ZERO, Duration.ofHours(1), false));
    static final Setting<Duration> CLOSE_GRACE = row(
            "close.grace",
            "How long closing then waits for cancelled work to end; with 0 it does not wait.",
            new TimeSpan(Duration.ZERO, Duration.ofMinutes(10), false));

    private Settings() {}

    /**
     * All settings, in the order of the reference.
     *
     * @return an unmodifiable list; {@code driver.<property>} is not among them
     */
    public static List<Setting<?>> all() {
        return Stream.concat(TABLE.stream(), MonitorSettings.all().stream()).toList();
    }

    private static <T> Setting<T> pool(String key, String description, ValueType<T> type, Alias... aliases) {
        return row("pool." + key, description, type, aliases);
    }

    private static <T> Setting<T> statement(String key, String description, ValueType<T> type) {
        return row("statement." + key, description, type);
    }

    private static <T> Setting<T> row(String key, String description, ValueType<T> type, Alias... aliases) {
        Setting<T> setting = new Setting<>(key, description, type, List.of(aliases));
        TABLE.add(setting);
        return setting;
    }

    private static Alias alias(String name) {
        return new Alias(name, "");
    }

    private static boolean isUser(String user) {
        return !user.isBlank() && user.chars().noneMatch(Character::isISOControl);
    }
}
