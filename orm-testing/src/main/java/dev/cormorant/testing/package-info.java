/**
 * What integration tests use: a fresh database of each product for a test.
 *
 * <p>For the tests of this project, of driver modules that others write, and of applications.
 */
@NullMarked
package dev.cormorant.testing;

import org.jspecify.annotations.NullMarked;
