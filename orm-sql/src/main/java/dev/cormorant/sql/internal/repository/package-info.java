/** How a repository interface becomes an object: its methods are read and checked once, and each becomes a plan. */
@NullMarked
package dev.cormorant.sql.internal.repository;

import org.jspecify.annotations.NullMarked;
