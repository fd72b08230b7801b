/** The {@code orm} command of this repository, and the example of the README. Started by people; used by no other module. */
@NullMarked
package dev.cormorant.examples;

import org.jspecify.annotations.NullMarked;
