/** Makes entities of their classes alone: which components there are, and a sensible value for each. For {@code testing.data} alone. */
@NullMarked
package dev.cormorant.testing.data.internal.sample;

import org.jspecify.annotations.NullMarked;
