/**
 * Many rows by {@code COPY … FROM STDIN}: {@link dev.cormorant.postgres.copy.CopyPath} chooses the format, of which there are two, text
 * for every type and binary for exact pairs of types.
 */
@NullMarked
package dev.cormorant.postgres.copy;

import org.jspecify.annotations.NullMarked;
