/**
 * Leases: who holds which connection, since when and for what. The pool below is HikariCP; in front of it stands a gate that
 * serves waiters in their order, bounds their number, and refuses a thread that would wait for itself. Used by the choke point only.
 */
@NullMarked
package dev.cormorant.core.lease;

import org.jspecify.annotations.NullMarked;
