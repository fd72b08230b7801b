/** How Flyway is driven. Not exported. */
@NullMarked
package dev.cormorant.migrations.internal;

import org.jspecify.annotations.NullMarked;
