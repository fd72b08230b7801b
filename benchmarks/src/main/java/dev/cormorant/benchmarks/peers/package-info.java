/**
 * The same work through hand-written JDBC, Cormorant and five other layers: same pool settings, same schema, same rows.
 *
 * <p>One way in, {@code PeersRun}, which has JMH run {@code PeersBenchmark} in JVMs of their own and prints ratios to the floor.
 */
@NullMarked
package dev.cormorant.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
