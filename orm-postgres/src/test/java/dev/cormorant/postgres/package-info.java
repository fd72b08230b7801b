/** The tests of the PostgreSQL driver, against a real server. */
@NullMarked
package dev.cormorant.postgres;

import org.jspecify.annotations.NullMarked;
