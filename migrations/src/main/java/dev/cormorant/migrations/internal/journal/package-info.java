/**
 * The journal of statements: what of a script is in place, for scripts that no transaction holds together. It knows JDBC and
 * scripts as text, and not who runs them.
 */
@NullMarked
package dev.cormorant.migrations.internal.journal;

import org.jspecify.annotations.NullMarked;
