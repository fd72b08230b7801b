/** What is kept of scripts that were applied, and what was changed in them since. */
@NullMarked
package dev.cormorant.migrations.internal.kept;

import org.jspecify.annotations.NullMarked;
