/**
 * jOOQ on the choke point: where its connections come from, what its transactions and failures become, and how its queries are
 * run for our own reading. The only package that initializes jOOQ classes, and none before they are asked for. Not exported.
 */
@NullMarked
package dev.cormorant.sql.internal.jooq;

import org.jspecify.annotations.NullMarked;
