/** Measurements, side by side in one run and shown as ratios. Started by {@code benchmarks/run}; nobody imports it. */
@NullMarked
package dev.cormorant.benchmarks;

import org.jspecify.annotations.NullMarked;
