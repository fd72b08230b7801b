/** What an application sees of writing rows out into files: {@code orm.export(query)}, its formats, options and results. */
@NullMarked
package dev.cormorant.sql.export;

import org.jspecify.annotations.NullMarked;
