/**
 * JUnit Jupiter: tests that run on real databases, each on a clean one, and that fail if they leave something behind.
 *
 * <p>The only package of this module that knows Jupiter's extensions. It ties {@code testing.reset} and {@code testing.guard}
 * together, which both do without it.
 */
@NullMarked
package dev.cormorant.testing.junit;

import org.jspecify.annotations.NullMarked;
