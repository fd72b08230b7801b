/**
 * The same work through hand-written JDBC, Cormorant and five other layers: same pool settings, same schema, same rows.
 *
 * <p>The ways in are the classes that are public for {@code Main}: each measures the same {@code Peer} of each {@code Layer} at one kind of
 * work, in JVMs of their own, by JMH or by itself, and prints ratios to the floor.
 */
@NullMarked
package dev.cormorant.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
