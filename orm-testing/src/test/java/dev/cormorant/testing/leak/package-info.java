/** Tests of the leak probes, on planted leaks. */
@NullMarked
package dev.cormorant.testing.leak;

import org.jspecify.annotations.NullMarked;
