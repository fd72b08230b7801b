/**
 * PostgreSQL for Cormorant: connecting within a time limit, streaming, cancelling, types and the meaning of errors. Nothing here
 * is called by an application: the core finds {@link dev.cormorant.postgres.PostgresDriverProvider} by the URL.
 */
@NullMarked
package dev.cormorant.postgres;

import org.jspecify.annotations.NullMarked;
