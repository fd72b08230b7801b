/** Runs queries and batches on connections of the choke point, whatever they were written in. Not exported. */
@NullMarked
package dev.cormorant.sql.internal.run;

import org.jspecify.annotations.NullMarked;
