/** Scripts as text: where their statements begin and end. */
@NullMarked
package dev.cormorant.migrations.internal.script;

import org.jspecify.annotations.NullMarked;
