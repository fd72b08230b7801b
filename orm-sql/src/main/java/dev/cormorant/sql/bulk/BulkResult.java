package dev.cormorant.sql.bulk;

import java.time.Duration;

/**
 * What a load has done.
 *
 * @param rows how many rows the input had, all of which are in: part of the running transaction if there is one, else committed
 * @param elapsed how long it took
 */
public record BulkResult(long rows, Duration elapsed) {}
