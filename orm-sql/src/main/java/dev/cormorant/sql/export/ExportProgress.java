package dev.cormorant.sql.export;

import java.time.Duration;

/**
 * How far an export is.
 *
 * @param rows how many rows have been read
 * @param elapsed since when
 */
public record ExportProgress(long rows, Duration elapsed) {}
