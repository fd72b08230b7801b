/**
 * The model of an entity: read once from its class, held against what a database can hold, and then the way between rows and
 * instances. Used by the runners of entities, relations and repositories.
 */
@NullMarked
package dev.cormorant.sql.internal.model;

import org.jspecify.annotations.NullMarked;
