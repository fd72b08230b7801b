/** Connecting as a list of named steps, each with its undo. Not exported. */
@NullMarked
package dev.cormorant.core.internal.connect;

import org.jspecify.annotations.NullMarked;
