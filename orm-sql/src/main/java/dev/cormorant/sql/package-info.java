/**
 * What an application holds: {@link dev.cormorant.sql.Orm}, the one object for reading, writing, streaming and transactions on
 * one database, in plain SQL or in jOOQ.
 */
@NullMarked
package dev.cormorant.sql;

import org.jspecify.annotations.NullMarked;
