/**
 * Schema migrations: SQL scripts that are applied once, in the order of their versions. Flyway applies them; what is ours is
 * which scripts belong to which database, the limits, and results and failures in our own terms.
 */
@NullMarked
package dev.cormorant.migrations;

import org.jspecify.annotations.NullMarked;
