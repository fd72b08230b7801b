/**
 * Real database servers for tests: found in the environment, started in Docker, from binaries that Maven brings, or from
 * binaries installed on the machine, one server of a kind for each JVM.
 *
 * <p>For tests that need more than {@link dev.cormorant.testing.TestDatabase} offers, such as freezing or killing a
 * server. Everything that is not public here starts and stops server processes and is nobody else's business.
 */
@NullMarked
package dev.cormorant.testing.server;

import org.jspecify.annotations.NullMarked;
