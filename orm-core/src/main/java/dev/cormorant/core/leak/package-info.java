/**
 * Leaks: connections and cursors that were dropped without being closed, which is certain, or are held for longer than the
 * settings allow, which is suspected. The watch of the database looks for them; reports are kept, logged and handed to
 * callbacks. Read by applications through the database.
 */
@NullMarked
package dev.cormorant.core.leak;

import org.jspecify.annotations.NullMarked;
