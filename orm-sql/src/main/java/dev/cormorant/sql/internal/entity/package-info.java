/**
 * Reads and writes entities: the SQL of each shape is written once for an entity and a database, and runs on plain JDBC by
 * position, without jOOQ. Used by {@code Orm}.
 */
@NullMarked
package dev.cormorant.sql.internal.entity;

import org.jspecify.annotations.NullMarked;
