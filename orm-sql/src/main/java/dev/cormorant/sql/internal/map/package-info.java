/**
 * How a row becomes an object, below the types that are known: columns that are read, each by its position, and handles that
 * put what was read together. Used by the mappers of plain queries and by those of entities.
 */
@NullMarked
package dev.cormorant.sql.internal.map;

import org.jspecify.annotations.NullMarked;
