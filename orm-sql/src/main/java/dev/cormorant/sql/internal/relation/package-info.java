/**
 * What belongs to an entity: how relations join tables, and how what is at their other end is read. Stands on the models and on the
 * rows of entities; used by {@code Orm}.
 */
@NullMarked
package dev.cormorant.sql.internal.relation;

import org.jspecify.annotations.NullMarked;
