package dev.cormorant.examples.demo;

import dev.cormorant.core.config.DatabaseConfig;
import java.util.Optional;

/**
 * Where the demo works.
 *
 * @param config how the database is opened
 * @param folder the folder that was made for the database; empty if it lies elsewhere
 * @param keep whether the folder stays
 */
record Target(DatabaseConfig config, Optional<TemporaryFolder> folder, boolean keep) implements AutoCloseable {

    /** The name in messages, thread names and labels. */
    private static final String NAME = "demo";

    static Target at(DatabaseConfig config) {
        return new Target(config.withName(NAME), Optional.empty(), true);
    }

    static Target temporary(boolean keep) {
        TemporaryFolder folder = TemporaryFolder.create();
        String url = "jdbc:sqlite:" + folder.path().resolve("cities.db");
        return new Target(DatabaseConfig.of(url).withName(NAME), Optional.of(folder), keep);
    }

    /** Removes the folder unless it stays; the database must be closed before. Without effect the second time. */
    @Override
    public void close() {
        if (!keep) {
            folder.ifPresent(TemporaryFolder::remove);
        }
    }
}
