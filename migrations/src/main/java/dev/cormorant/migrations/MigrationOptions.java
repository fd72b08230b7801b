package dev.cormorant.migrations;

import java.util.List;

/**
 * How a database is migrated. Immutable; the {@code with} methods return changed copies.
 *
 * @param locations where the scripts are: {@code classpath:folder} or {@code filesystem:folder}; at least one, default {@value
 *     Migrator#DEFAULT_LOCATION}
 */
public record MigrationOptions(List<String> locations) {

    /** Checks the form of the locations, and keeps an unmodifiable copy. */
    public MigrationOptions {
        locations = List.copyOf(locations);
        if (locations.isEmpty()) {
            throw new IllegalArgumentException("at least one location is needed");
        }
        for (String location : locations) {
            if (!location.matches("(classpath|filesystem):.+")) {
                throw new IllegalArgumentException(
                        "a location is classpath:folder or filesystem:folder, not " + location);
            }
        }
    }

    /** {@return the defaults} */
    public static MigrationOptions standard() {
        return new MigrationOptions(List.of(Migrator.DEFAULT_LOCATION));
    }

    /**
     * The same with scripts from elsewhere.
     *
     * @param from {@code classpath:folder} or {@code filesystem:folder}; at least one
     * @return the changed copy
     * @throws IllegalArgumentException if there is none, or one has another form
     */
    public MigrationOptions withLocations(String... from) {
        return new MigrationOptions(List.of(from));
    }
}
