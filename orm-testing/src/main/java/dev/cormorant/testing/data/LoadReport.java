package dev.cormorant.testing.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was loaded.
 *
 * @param rows how many rows were inserted from CSV and JSON, by table, in the order in which they were inserted
 * @param statements how many statements of SQL files were run
 */
public record LoadReport(Map<String, Integer> rows, int statements) {

    /** Keeps an unmodifiable copy of the map. */
    public LoadReport {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }
}
