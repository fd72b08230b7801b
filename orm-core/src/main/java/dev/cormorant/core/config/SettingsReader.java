package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.internal.NameDistance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads texts by key, alias or variable into a configuration. Used once, by one thread. */
final class SettingsReader {
    private final Map<Setting<?>, Given> given = new LinkedHashMap<>();
    private final Map<String, Given> driver = new LinkedHashMap<>();
    private final String urlName;

    private SettingsReader(String urlName) {
        this.urlName = urlName;
    }

    /** A text and the name under which it came. */
    private record Given(String name, String text) {}

    static SettingsReader ofKeys(Map<String, String> settings) {
        SettingsReader reader = new SettingsReader(Settings.URL.key());
        Names names = new Names(
                "setting", Setting::names, Setting::key, List.of(Settings.DRIVER_PREFIX, Settings.DRIVER_PREFIX_ALIAS));
        // Sorted, so that of several mistakes the same one is reported each time.
        Map<String, String> sorted = new TreeMap<>(settings);
        sorted.forEach((name, text) -> reader.take(names, name, text));
        return reader;
    }

    static SettingsReader ofProperties(Properties settings) {
        settings.forEach((key, value) -> {
            if (!(key instanceof String) || !(value instanceof String)) {
                throw new ConfigurationException(
                        "settings must be text, but the properties hold a key or a value of" + " another type");
            }
        });
        Map<String, String> texts = new LinkedHashMap<>();
        settings.stringPropertyNames().forEach(name -> texts.put(name, settings.getProperty(name, "")));
        return ofKeys(texts);
    }

    static SettingsReader ofEnvironment(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(Settings.URL.variable());
        Names names = new Names(
                "environment variable",
                setting -> Stream.of(setting.variable()),
                Setting::variable,
                List.of(Settings.VARIABLE_PREFIX + "DRIVER_"));
        new TreeMap<>(environment).forEach((name, text) -> {
            if (name.startsWith(Settings.VARIABLE_PREFIX) && !name.startsWith(Settings.TEST_VARIABLE_PREFIX)) {
                reader.take(names, name, text);
            }
        });
        return reader;
    }

    /**
     * How settings are called in one source.
     *
     * @param kind the word for such a name
     * @param accepted all names of a setting
     * @param main its first name, for messages
     * @param driverPrefixes what stands in front of a driver property
     */
    private record Names(
            String kind,
            Function<Setting<?>, Stream<String>> accepted,
            Function<Setting<?>, String> main,
            List<String> driverPrefixes) {
        Optional<Setting<?>> find(String name) {
            return Settings.all().stream()
                    .filter(setting -> accepted.apply(setting).anyMatch(name::equals))
                    .findFirst();
        }

        Optional<String> driverProperty(String name) {
            return driverPrefixes.stream()
                    .filter(name::startsWith)
                    .map(prefix -> name.substring(prefix.length()))
                    .findFirst();
        }

        ConfigurationException unknown(String name) {
            List<String> known = Settings.all().stream().flatMap(accepted).toList();
            List<String> first = Settings.all().stream().map(main).toList();
            String hint = NameDistance.nearest(name, known)
                    .map(nearest -> "; did you mean \"" + nearest + "\"?")
                    .orElse("; known are " + String.join(", ", first) + " and " + driverPrefixes.get(0) + "<property>");
            return new ConfigurationException("unknown " + kind + " " + Redaction.quoted(name) + hint);
        }
    }

    private void take(Names names, String name, String text) {
        Given next = new Given(name, text);
        Optional<String> property = names.driverProperty(name);
        Given before = property.isPresent()
                ? driver.put(property.get(), next)
                : given.put(names.find(name).orElseThrow(() -> names.unknown(name)), next);
        if (before != null) {
            throw twice(before.name(), name);
        }
    }

    private static ConfigurationException twice(String first, String second) {
        return new ConfigurationException("the same setting is given twice, as " + Redaction.quoted(first) + " and as "
                + Redaction.quoted(second) + ": give it once");
    }

    /** The configuration for the URL that was given, on top of the preset that was given. */
    DatabaseConfig read() {
        Given address = given.remove(Settings.URL);
        if (address == null) {
            throw new ConfigurationException(Settings.URL + " is required: set " + urlName
                    + " to a JDBC URL such as jdbc:sqlite:cities.db or jdbc:postgresql://localhost:5432/app");
        }
        ConnectionUrl url = Settings.URL.parse(address.name(), address.text());
        refuseSecond(address, Settings.USER, url.user().isPresent());
        refuseSecond(address, Settings.PASSWORD, url.password().isPresent());
        Given chosen = given.remove(Settings.PRESET);
        Preset preset = chosen == null ? Preset.PRODUCTION : Settings.PRESET.parse(chosen.name(), chosen.text());
        return change(DatabaseConfig.of(url, preset));
    }

    private void refuseSecond(Given url, Setting<?> setting, boolean inUrl) {
        Given apart = given.get(setting);
        if (inUrl && apart != null) {
            throw twice(url.name(), apart.name());
        }
    }

    /** The configuration with everything that was given put in its place. */
    DatabaseConfig change(DatabaseConfig base) {
        for (Setting<?> first : List.of(Settings.URL, Settings.PRESET)) {
            if (given.containsKey(first)) {
                throw new ConfigurationException(
                        first + " cannot be changed in a finished configuration: begin with DatabaseConfig.of");
            }
        }
        DriverProperties properties = base.driverProperties();
        for (Map.Entry<String, Given> each : driver.entrySet()) {
            properties = properties.with(each.getKey(), each.getValue().text());
        }
        return new DatabaseConfig(
                value(Settings.NAME, base),
                base.url(),
                credentials(base),
                properties,
                pool(base),
                statements(base),
                new TransactionConfig(
                        value(Settings.TRANSACTION_MAX_WAIT, base),
                        value(Settings.TRANSACTION_TIMEOUT, base),
                        value(Settings.TRANSACTION_RETRIES, base),
                        value(Settings.TRANSACTION_RETRY_LOCK_TIMEOUTS, base)),
                monitor(base),
                new CloseConfig(value(Settings.CLOSE_DRAIN, base), value(Settings.CLOSE_GRACE, base)));
    }

    private CredentialSource credentials(DatabaseConfig base) {
        return given.containsKey(Settings.USER) || given.containsKey(Settings.PASSWORD)
                ? new Credentials(
                        optional(Settings.USER, base),
                        optional(Settings.PASSWORD, base).orElse(Secret.none()))
                : base.credentials();
    }

    private PoolConfig pool(DatabaseConfig base) {
        return new PoolConfig(
                value(Settings.POOL_MAX_SIZE, base),
                value(Settings.POOL_MIN_IDLE, base),
                value(Settings.POOL_ACQUIRE_TIMEOUT, base),
                value(Settings.POOL_CONNECT_TIMEOUT, base),
                value(Settings.POOL_CONNECT_RETRIES, base),
                value(Settings.POOL_MAX_WAITERS, base),
                value(Settings.POOL_IDLE_TIMEOUT, base),
                value(Settings.POOL_MAX_LIFETIME, base),
                value(Settings.POOL_KEEP_ALIVE, base));
    }

    private StatementConfig statements(DatabaseConfig base) {
        return new StatementConfig(
                value(Settings.STATEMENT_TIMEOUT, base),
                value(Settings.STATEMENT_SLOW_QUERY, base),
                value(Settings.STATEMENT_COMMENT, base),
                value(Settings.STATEMENT_ROWS_WARN_AT, base),
                value(Settings.STATEMENT_ROWS_REFUSE_AT, base),
                value(Settings.STATEMENT_FETCH_SIZE, base),
                value(Settings.STATEMENT_PLAIN_SELECTS, base),
                value(Settings.STATEMENT_CACHE_SIZE, base));
    }

    private MonitorConfig monitor(DatabaseConfig base) {
        return new MonitorConfig(
                value(MonitorSettings.ENABLED, base),
                value(MonitorSettings.MEMORY_CHECK, base),
                value(MonitorSettings.MEMORY_PRESSURE, base),
                value(MonitorSettings.QUERIES_KEPT, base),
                value(MonitorSettings.ALERTS_KEPT, base),
                value(MonitorSettings.LEAKS_KEPT, base),
                value(MonitorSettings.KEPT_FOR, base),
                value(MonitorSettings.SHAPES, base),
                value(MonitorSettings.BIND_VALUES, base),
                leaks(base));
    }

    private LeakConfig leaks(DatabaseConfig base) {
        return new LeakConfig(
                value(MonitorSettings.LEAK_CHECK, base),
                value(MonitorSettings.LEAK_IDLE, base),
                value(MonitorSettings.LEAK_TRANSACTION, base),
                value(MonitorSettings.LEAK_USES, base),
                value(MonitorSettings.LEAK_POLICY, base),
                value(MonitorSettings.LEAK_STACK_TRACES, base));
    }

    private <T> T value(Setting<T> setting, DatabaseConfig base) {
        return optional(setting, base).orElseThrow();
    }

    private <T> Optional<T> optional(Setting<T> setting, DatabaseConfig base) {
        Given text = given.get(setting);
        return text == null ? setting.valueIn(base) : Optional.of(setting.parse(text.name(), text.text()));
    }
}
