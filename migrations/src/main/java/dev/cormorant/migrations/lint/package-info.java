/**
 * Looks for what is dangerous in scripts before they run: long locks, tables written anew, what cannot be undone half way. It reads text
 * and knows no schema, so it says what a statement may do to a large table that is in use.
 */
@NullMarked
package dev.cormorant.migrations.lint;

import org.jspecify.annotations.NullMarked;
