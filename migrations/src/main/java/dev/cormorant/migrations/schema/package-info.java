/** What a schema consists of, as values that can be compared, fingerprinted and written down. Knows no database. */
@NullMarked
package dev.cormorant.migrations.schema;

import org.jspecify.annotations.NullMarked;
