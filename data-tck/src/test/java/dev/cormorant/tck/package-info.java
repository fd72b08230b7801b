/** Runs the tests of the Jakarta Data specification, without an application server. */
@NullMarked
package dev.cormorant.tck;

import org.jspecify.annotations.NullMarked;
