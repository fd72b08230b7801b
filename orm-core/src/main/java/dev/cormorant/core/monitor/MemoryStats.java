package dev.cormorant.core.monitor;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The memory of the process, and what of it is known to belong to this database.
 *
 * <p>What the rows of open results hold cannot be measured on the JVM; a cursor holds one batch of them.
 *
 * @param process the process; its figures are not this database's own
 * @param connections what the open connections of this database hold of the heap, as an estimate of
 *     {@value #BYTES_PER_CONNECTION} bytes each, in bytes; the buffers of streamed results are not in it
 * @param monitor what the slow statements, alerts and shapes kept may hold, as an estimate of
 *     {@value #BYTES_PER_ENTRY} bytes each, in bytes
 * @param registered the figures that the application has registered, by name, in bytes
 * @param relieved how often memory was given up because the process had come near its limit
 */
public record MemoryStats(
        MemorySample process, long connections, long monitor, Map<String, Long> registered, long relieved) {

    /** Measured: 38 to 55 KB of heap for a connection of each of the drivers, next to nothing for SQLite. */
    public static final long BYTES_PER_CONNECTION = 55_000;

    /** An entry with a text of 200 to 1,000 characters. */
    public static final long BYTES_PER_ENTRY = 1_500;

    /** Copies the map. */
    public MemoryStats {
        registered = Map.copyOf(registered);
    }

    /** {@return the share of its limit that the process holds, in per cent; empty where the system does not tell} */
    public OptionalInt percentOfLimit() {
        OptionalLong resident = process.resident();
        OptionalLong limit = process.limit();
        return resident.isEmpty() || limit.isEmpty() || limit.getAsLong() == 0
                ? OptionalInt.empty()
                : OptionalInt.of((int) (resident.getAsLong() * 100 / limit.getAsLong()));
    }
}
