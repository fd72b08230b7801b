/** The contracts, run against SQLite. */
@NullMarked
package dev.cormorant.sqlite.contract;

import org.jspecify.annotations.NullMarked;
