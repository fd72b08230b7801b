package dev.cormorant.sql.export;

import java.time.Duration;

/**
 * What an export has done.
 *
 * @param rows how many rows were written; a header is none
 * @param size what was written with its header: bytes into a file or stream, characters into a writer
 * @param elapsed how long it took
 */
public record ExportResult(long rows, long size, Duration elapsed) {}
