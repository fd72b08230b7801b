/** Tests of the fault kit, on real SQLite files and real sockets. */
@NullMarked
package dev.cormorant.testing.fault;

import org.jspecify.annotations.NullMarked;
