/**
 * Queries over the attributes of an entity as small trees, where they come from (JDQL, names of methods), and how they become SQL
 * of one database. It knows no entity: an {@link dev.cormorant.sql.internal.query.Attributes} says which column is which.
 */
@NullMarked
package dev.cormorant.sql.internal.query;

import org.jspecify.annotations.NullMarked;
