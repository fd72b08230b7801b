/** Tests of how statements are taken apart for comparing. */
@NullMarked
package dev.cormorant.migrations.internal.catalog;

import org.jspecify.annotations.NullMarked;
