/**
 * A clean database for each test: what a schema consists of, and databases that hold it and nothing else.
 *
 * <p>For test extensions, and for tests that want no extension. Knows no test framework.
 */
@NullMarked
package dev.cormorant.testing.reset;

import org.jspecify.annotations.NullMarked;
