/**
 * The demo: migrates a schema, loads cities and countries, asks, streams, rolls back, and reports what is left open. Used by
 * the {@code orm} command alone.
 */
@NullMarked
package dev.cormorant.examples.demo;

import org.jspecify.annotations.NullMarked;
