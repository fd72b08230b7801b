/** Reads the text of statements: where their parameters are. Knows no database connection. Not exported. */
@NullMarked
package dev.cormorant.sql.internal.text;

import org.jspecify.annotations.NullMarked;
