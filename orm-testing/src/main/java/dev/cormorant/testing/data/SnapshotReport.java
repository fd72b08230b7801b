package dev.cormorant.testing.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a snapshot holds.
 *
 * @param rows how many rows, by table, those that others refer to first
 */
public record SnapshotReport(Map<String, Long> rows) {

    /** Keeps an unmodifiable copy of the map. */
    public SnapshotReport {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }
}
