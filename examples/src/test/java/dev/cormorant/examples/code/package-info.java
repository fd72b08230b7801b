/** A migration that is code. */
@NullMarked
package dev.cormorant.examples.code;

import org.jspecify.annotations.NullMarked;
