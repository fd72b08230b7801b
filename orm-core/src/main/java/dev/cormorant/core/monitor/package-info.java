/**
 * What is counted, kept and said about an open database: figures of its statements, slow statements, alerts, memory and health.
 * Everything here has a bound. Fed by the packages above it; read by applications through {@code Database.monitor()} and
 * {@code Database.stats()}.
 */
@NullMarked
package dev.cormorant.core.monitor;

import org.jspecify.annotations.NullMarked;
