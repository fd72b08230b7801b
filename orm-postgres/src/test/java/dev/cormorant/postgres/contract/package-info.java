/** The contracts, run against PostgreSQL. */
@NullMarked
package dev.cormorant.postgres.contract;

import org.jspecify.annotations.NullMarked;
