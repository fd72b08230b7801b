package dev.cormorant.benchmarks.growth;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;

/** What grows. */
enum Dimension {
    TABLES("tables in the schema", 1, 10_000, "-Xmx256m"),
    TYPES("entity types in use", 1, 1_000, "-Xmx256m"),
    STREAM("rows streamed", 1_000, 10_000_000, "-Xmx64m"),
    LOAD("rows loaded", 1_000, 10_000_000, "-Xmx64m"),
    DATABASES("open databases", 1, 1_000, "-Xmx512m");

    /** The largest size that is measured of anything, for a quick look. */
    private static final long LARGEST = Long.getLong("orm.benchmark.largest", Long.MAX_VALUE);

    private static final long QUICK = 1_000_000;

    final String title;
    final String heap;
    private final long smallest;
    private final long largest;

    Dimension(String title, long smallest, long largest, String heap) {
        this.title = title;
        this.smallest = smallest;
        this.largest = largest;
        this.heap = heap;
    }

    /** Measures at one size. */
    List<Figure> measure(Place place, int size) throws SQLException, IOException {
        return switch (this) {
            case TABLES -> ManyTables.measure(place, size);
            case TYPES -> ManyTypes.measure(place, size);
            case STREAM -> ManyRows.streamed(place, size);
            case LOAD -> ManyRows.loaded(place, size);
            case DATABASES -> ManyDatabases.measure(place, size);
        };
    }

    /** {@return the powers of ten}; of rows, ten million of which take minutes, only a million if it has to be quick */
    List<Integer> sizes(boolean quick) {
        long most = Math.max(smallest, Math.min(largest, Math.min(LARGEST, quick ? QUICK : Long.MAX_VALUE)));
        return LongStream.iterate(smallest, size -> size <= most, size -> size * 10)
                .mapToObj(Math::toIntExact)
                .toList();
    }

    /** Whether there is something to measure: each database of a server takes megabytes of its own, a file takes none. */
    boolean concerns(Place place) {
        return this != DATABASES || place.isSqlite();
    }
}
