/** Tests of the journal without a database. */
@NullMarked
package dev.cormorant.migrations.internal.journal;

import org.jspecify.annotations.NullMarked;
