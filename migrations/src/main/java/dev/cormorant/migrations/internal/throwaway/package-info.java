/** Databases that live as long as one question about a schema. */
@NullMarked
package dev.cormorant.migrations.internal.throwaway;

import org.jspecify.annotations.NullMarked;
