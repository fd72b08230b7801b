/**
 * What joins the ends of relations, found of their annotations and the models of both. Used by what names relations in conditions, and
 * by what fetches and saves them.
 */
@NullMarked
package dev.cormorant.sql.internal.join;

import org.jspecify.annotations.NullMarked;
