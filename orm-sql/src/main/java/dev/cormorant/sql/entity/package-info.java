/**
 * Entities: records and classes that rows go into and come out of. They are written with the annotations of Jakarta Persistence;
 * here are those that it lacks, what {@code Orm.entities} gives, and the description of an entity. Used by applications.
 */
@NullMarked
package dev.cormorant.sql.entity;

import org.jspecify.annotations.NullMarked;
