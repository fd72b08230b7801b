package dev.cormorant.migrations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the scripts of other databases: Flyway looks into every folder below a location, and a folder that is named after
 * a driver belongs to that driver alone.
 */
final class DriverFolders implements ResourceProvider {

    private static final Set<String> FOLDERS = Set.of("mysql", "postgres", "sqlite");

    private final ResourceProvider all;
    private final List<String> roots;
    private final String own;
    private final Set<String> without;

    DriverFolders(ResourceProvider all, List<String> locations, String driver, Set<String> without) {
        this.all = all;
        this.without = without;
        this.own = driver;
        this.roots = locations.stream().map(DriverFolders::root).toList();
    }

    private static String root(String location) {
        String folder = location.substring(location.indexOf(':') + 1).replace('\\', '/');
        int wildcard = folder.indexOf('*');
        return wildcard < 0 ? folder : folder.substring(0, Math.max(0, folder.lastIndexOf('/', wildcard)));
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return all.getResource(name);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        List<LoadableResource> own = new ArrayList<>(all.getResources(prefix, suffixes));
        own.removeIf(script -> without.contains(script.getRelativePath())
                || !belongs(script.getAbsolutePath().replace('\\', '/')));
        return own;
    }

    /** Whether no folder between the location and the script is that of another driver. */
    private boolean belongs(String path) {
        String below = roots.stream()
                .filter(root -> path.lastIndexOf(root) >= 0)
                .map(root -> path.substring(path.lastIndexOf(root) + root.length()))
                .min((one, other) -> Integer.compare(one.length(), other.length()))
                .orElse(path);
        String[] parts = below.toLowerCase(Locale.ROOT).split("/");
        return Arrays.stream(parts, 0, Math.max(0, parts.length - 1))
                .noneMatch(folder -> FOLDERS.contains(folder) && !folder.equals(own));
    }
}
