/** The attributes of a model, as queries and filters name them. */
@NullMarked
package dev.cormorant.sql.internal.attribute;

import org.jspecify.annotations.NullMarked;
