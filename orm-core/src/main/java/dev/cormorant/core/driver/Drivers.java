package dev.cormorant.core.driver;

import dev.cormorant.core.error.ConfigurationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The drivers that were found, by name and by URL. Immutable and safe for all threads.
 */
public final class Drivers {

    private final List<DriverProvider> providers;

    private Drivers(List<DriverProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /**
     * Looks for drivers with {@link ServiceLoader}: in the context class loader, then in the one that loaded this class.
     *
     * @return what was found; may be empty
     * @throws ConfigurationException if two drivers claim the same name or the same URLs
     */
    public static Drivers find() {
        List<DriverProvider> found = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            addAll(ServiceLoader.load(DriverProvider.class, context), found, seen);
        }
        addAll(ServiceLoader.load(DriverProvider.class, Drivers.class.getClassLoader()), found, seen);
        return of(found);
    }

    private static void addAll(ServiceLoader<DriverProvider> from, List<DriverProvider> to, Set<Class<?>> seen) {
        from.stream().filter(found -> seen.add(found.type())).forEach(found -> to.add(found.get()));
    }

    /**
     * A fixed set of drivers.
     *
     * @param providers the drivers
     * @return the set
     * @throws ConfigurationException if two drivers claim the same name or the same URLs; the message names both
     */
    public static Drivers of(List<DriverProvider> providers) {
        for (int i = 0; i < providers.size(); i++) {
            for (DriverProvider earlier : providers.subList(0, i)) {
                refuseClash(earlier, providers.get(i));
            }
        }
        return new Drivers(providers);
    }

    private static void refuseClash(DriverProvider one, DriverProvider other) {
        Set<String> both = new HashSet<>(one.schemes());
        both.retainAll(other.schemes());
        if (one.name().equals(other.name()) || !both.isEmpty()) {
            throw new ConfigurationException("two drivers claim the same "
                    + (both.isEmpty() ? "name" : "URLs " + both) + ": " + describe(one) + " and " + describe(other)
                    + "; keep one of them on the class path");
        }
    }

    /**
     * The driver for a URL.
     *
     * @param scheme the word after {@code jdbc:}
     * @return the driver
     * @throws ConfigurationException if there is none; the message lists what was found
     */
    public DriverProvider forScheme(String scheme) {
        String wanted = scheme.toLowerCase(Locale.ROOT);
        return providers.stream()
                .filter(provider -> provider.schemes().contains(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new ConfigurationException(
                                "no driver for jdbc:" + wanted + ": found " + this
                                        + "; add the module of that database (orm-mysql, orm-postgres, orm-sqlite) or correct the URL"));
    }

    /**
     * The driver of a name.
     *
     * @param name the name, such as {@code postgres}
     * @return the driver
     * @throws ConfigurationException if there is none; the message lists what was found
     */
    public DriverProvider named(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("no driver named \"" + name + "\": found " + this));
    }

    /** {@return every driver found, as {@code name (jdbc:scheme, …)}, or {@code none}} */
    @Override
    public String toString() {
        return providers.isEmpty()
                ? "none"
                : providers.stream().map(Drivers::describe).collect(Collectors.joining(", "));
    }

    private static String describe(DriverProvider provider) {
        return provider.schemes().stream()
                .sorted()
                .map(scheme -> "jdbc:" + scheme)
                .collect(Collectors.joining(", ", provider.name() + " (", ")"));
    }
}
