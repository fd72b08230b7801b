/** What looks at a database from time to time: its health, its pool, the memory of the process. Made by the root package. */
@NullMarked
package dev.cormorant.core.internal.watch;

import org.jspecify.annotations.NullMarked;
