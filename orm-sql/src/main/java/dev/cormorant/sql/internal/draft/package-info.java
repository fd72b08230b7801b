/** Drafts of statements that make a schema what entities take it to be. They are shown and never run. */
@NullMarked
package dev.cormorant.sql.internal.draft;

import org.jspecify.annotations.NullMarked;
