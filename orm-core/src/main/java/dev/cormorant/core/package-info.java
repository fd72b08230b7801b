/**
 * The way in: a {@link dev.cormorant.core.Database} is one open database, with its pool, its choke point, its transactions and
 * its figures. Applications mostly hold the {@code Orm} of the module {@code orm-sql}, which stands on it.
 */
@NullMarked
package dev.cormorant.core;

import org.jspecify.annotations.NullMarked;
