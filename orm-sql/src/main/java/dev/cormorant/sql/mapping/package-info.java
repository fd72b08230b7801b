/**
 * Turns rows into objects: a mapper for a type is worked out once per shape of a result, and then reads by position. Used by
 * {@code Orm}, and by whoever reads a {@link java.sql.ResultSet} of an own query.
 */
@NullMarked
package dev.cormorant.sql.mapping;

import org.jspecify.annotations.NullMarked;
