package dev.cormorant.core;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.ConfigurationException;
import dev.cormorant.core.internal.NameDistance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Configurations by name, and the databases that were opened by their names. */
final class NamedDatabases {

    private static final int PROPOSED = 3;

    private final Map<String, DatabaseConfig> configs = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final Map<String, DatabaseHandle> opened = new ConcurrentHashMap<>();
    private final Function<DatabaseConfig, DatabaseHandle> opening;
    private final int most;
    private volatile @Nullable String defaultName;

    NamedDatabases(int most, Function<DatabaseConfig, DatabaseHandle> opening) {
        this.most = most;
        this.opening = opening;
    }

    synchronized void add(String name, DatabaseConfig config) {
        refuseKnown(name);
        configs.put(name, config);
        if (defaultName == null) {
            defaultName = name;
        }
    }

    synchronized void alias(String alias, String name) {
        String target = resolve(name);
        refuseKnown(alias);
        aliases.put(alias, target);
    }

    synchronized void makeDefault(String name) {
        defaultName = resolve(name);
    }

    private void refuseKnown(String name) {
        if (name.isBlank()) {
            throw new ConfigurationException("the name of a database must not be blank");
        }
        if (configs.containsKey(name) || aliases.containsKey(name)) {
            throw new ConfigurationException("a database is named \"" + name + "\" already; a name is given once");
        }
        if (configs.size() + aliases.size() >= most) {
            throw new ConfigurationException(
                    most + " databases have a name already, no more are allowed (max-databases)");
        }
    }

    Database get() {
        String name = defaultName;
        if (name == null) {
            throw new ConfigurationException("no database has a name yet; give the default one a name first");
        }
        return get(name);
    }

    Database get(String name) {
        DatabaseHandle known = opened.get(name);
        return known != null ? known.database() : open(resolve(name));
    }

    private Database open(String name) {
        DatabaseHandle known = opened.get(name);
        if (known != null) {
            return known.database();
        }
        DatabaseConfig config = configs.get(name);
        if (config == null) {
            throw unknown(name);
        }
        DatabaseHandle mine = opening.apply(config);
        DatabaseHandle first = opened.putIfAbsent(name, mine);
        if (first == null) {
            return mine.database();
        }
        try (mine) {
            return first.database();
        }
    }

    private String resolve(String name) {
        String target = aliases.getOrDefault(name, name);
        if (!configs.containsKey(target)) {
            throw unknown(name);
        }
        return target;
    }

    private ConfigurationException unknown(String name) {
        Set<String> known = new TreeSet<>(configs.keySet());
        known.addAll(aliases.keySet());
        List<String> nearest = known.stream()
                .sorted(Comparator.comparingInt(
                        (String each) -> NameDistance.between(NameDistance.letters(name), NameDistance.letters(each))))
                .limit(PROPOSED)
                .toList();
        return new ConfigurationException("no database is named \"" + name + "\""
                + (nearest.isEmpty() ? "; none has a name yet" : "; the nearest are " + String.join(", ", nearest)));
    }

    /** Gives up the databases that were opened by name; the names stay. */
    void release() {
        for (String name : List.copyOf(opened.keySet())) {
            DatabaseHandle handle = opened.remove(name);
            if (handle != null) {
                handle.close();
            }
        }
    }
}
