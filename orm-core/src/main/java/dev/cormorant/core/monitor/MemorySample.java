package dev.cormorant.core.monitor;

import java.util.OptionalLong;

/**
 * The memory of this process at one moment, in bytes.
 *
 * @param heapUsed the heap in use, garbage included
 * @param heapMax the most that the heap may become
 * @param direct what direct and mapped buffers hold
 * @param resident what the process holds of the machine's memory; empty where the system does not tell
 * @param limit what it may hold: the limit of its container, otherwise the memory of the machine; empty where the system does
 *     not tell
 */
public record MemorySample(long heapUsed, long heapMax, long direct, OptionalLong resident, OptionalLong limit) {}
