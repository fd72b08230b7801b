/** Tests of how scripts are split. */
@NullMarked
package dev.cormorant.migrations.internal.script;

import org.jspecify.annotations.NullMarked;
