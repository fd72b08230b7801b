/**
 * What an operation costs as things grow in number: tables, entity types, rows, open databases. Each size is measured in a JVM of its own.
 * Used by the command of the benchmarks only.
 */
@NullMarked
package dev.cormorant.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
