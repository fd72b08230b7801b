/** Loads entities by the bulk path of a database. Used by {@code Orm} only. */
@NullMarked
package dev.cormorant.sql.internal.bulk;

import org.jspecify.annotations.NullMarked;
