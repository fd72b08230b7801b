/**
 * Rules that are checked at the end of a test: whatever the test took from a database must be back. Also counts statements.
 *
 * <p>For test extensions, and for tests that want no extension: it knows no test framework, and works from a plain main. Of the rest
 * of the testing module it may use {@code testing.leak} alone.
 */
@NullMarked
package dev.cormorant.testing.guard;

import org.jspecify.annotations.NullMarked;
