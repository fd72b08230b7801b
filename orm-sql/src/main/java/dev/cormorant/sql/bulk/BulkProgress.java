package dev.cormorant.sql.bulk;

import java.time.Duration;

/**
 * How far a load is.
 *
 * @param rows how many rows have been sent
 * @param elapsed since when
 */
public record BulkProgress(long rows, Duration elapsed) {}
