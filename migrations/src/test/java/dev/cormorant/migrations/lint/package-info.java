/** Tests of the lint. */
@NullMarked
package dev.cormorant.migrations.lint;

import org.jspecify.annotations.NullMarked;
