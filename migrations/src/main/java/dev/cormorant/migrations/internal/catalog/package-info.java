/** Reads the schema of a live database out of its catalog, with a fixed number of queries however many tables there are. */
@NullMarked
package dev.cormorant.migrations.internal.catalog;

import org.jspecify.annotations.NullMarked;
