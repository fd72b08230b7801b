/** What an application sees of loading many rows: {@code orm.bulk(Type)}, its options and results. */
@NullMarked
package dev.cormorant.sql.bulk;

import org.jspecify.annotations.NullMarked;
