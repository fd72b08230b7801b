package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In which settings two configurations of the same database differ. */
public final class SettingsDifference {

    /** Another label, or another way to write the URL, changes nothing. */
    private static final Set<Setting<?>> WITHOUT_EFFECT = Set.of(Settings.NAME, Settings.URL);

    private SettingsDifference() {}

    /**
     * Refuses another configuration.
     *
     * @param attempted what is attempted, such as {@code open postgres "orders"}
     * @param known the settings in force
     * @param other further settings; the label and the way in which the URL is written may differ
     * @throws ConfigurationException if another setting differs; the message names each with both values, of a secret or of a
     *     driver's property without them
     */
    public static void refuse(String attempted, DatabaseConfig known, DatabaseConfig other) {
        List<String> differing = between(known, other);
        if (!differing.isEmpty()) {
            throw new ConfigurationException(
                    attempted + ": it is open already with other settings: " + String.join("; ", differing)
                            + ". Use the same settings everywhere, or a set of databases of its own");
        }
    }

    static List<String> between(DatabaseConfig known, DatabaseConfig other) {
        List<String> differing = new ArrayList<>();
        for (Setting<?> setting : Settings.all()) {
            if (!WITHOUT_EFFECT.contains(setting) && !setting.valueIn(known).equals(setting.valueIn(other))) {
                differing.add(described(setting, known, other));
            }
        }
        boolean sources = !(known.credentials() instanceof Credentials && other.credentials() instanceof Credentials);
        if (sources && !known.credentials().equals(other.credentials())) {
            differing.add("the source of credentials differs");
        }
        DriverProperties there = known.parameters();
        DriverProperties here = other.parameters();
        Set<String> names = new TreeSet<>(there.names());
        names.addAll(here.names());
        names.stream()
                .filter(name -> !Objects.equals(value(there, name), value(here, name)))
                .forEach(name -> differing.add(Settings.DRIVER_PREFIX + name + " differs"));
        return differing;
    }

    private static String described(Setting<?> setting, DatabaseConfig known, DatabaseConfig other) {
        Optional<String> there = setting.shownIn(known);
        Optional<String> here = setting.shownIn(other);
        return there.equals(here)
                ? setting + " differs"
                : setting + " is " + there.orElse("not set") + " there and " + here.orElse("not set") + " here";
    }

    private static @Nullable Object value(DriverProperties properties, String name) {
        return properties
                .get(name)
                .<Object>map(plain -> plain)
                .orElse(properties.secrets().get(name));
    }
}
