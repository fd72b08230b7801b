/** Writes rows out: reads them with a cursor, makes text of each value, and hands the text to a file, stream or writer. */
@NullMarked
package dev.cormorant.sql.internal.export;

import org.jspecify.annotations.NullMarked;
