/** What is made once and kept, within a bound. Stands on nothing; used by every package that keeps models, plans or texts. */
@NullMarked
package dev.cormorant.sql.internal.cache;

import org.jspecify.annotations.NullMarked;
