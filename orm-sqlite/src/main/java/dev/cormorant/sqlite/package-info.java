/**
 * The SQLite driver. An application only puts it on its path and writes {@code jdbc:sqlite:} URLs; the one public class is there
 * for {@link java.util.ServiceLoader} and for those who choose their drivers by hand.
 */
@NullMarked
package dev.cormorant.sqlite;

import org.jspecify.annotations.NullMarked;
