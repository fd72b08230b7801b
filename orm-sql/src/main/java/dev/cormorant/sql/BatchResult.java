package dev.cormorant.sql;

import java.util.OptionalLong;

/**
 * What a batch did.
 *
 * @param rows how many rows were sent
 * @param affected how many rows the database says that it changed; empty if the driver joins rows and does not know
 */
public record BatchResult(long rows, OptionalLong affected) {}
