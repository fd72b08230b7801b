/**
 * Rows one at a time: the cursor that {@code Orm} opens, and the work that it hands a stream to. Used by applications.
 */
@NullMarked
package dev.cormorant.sql.cursor;

import org.jspecify.annotations.NullMarked;
