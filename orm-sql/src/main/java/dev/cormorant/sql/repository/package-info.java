/** What repositories have beyond Jakarta Data, whose own annotations and types are in {@code jakarta.data}. For applications. */
@NullMarked
package dev.cormorant.sql.repository;

import org.jspecify.annotations.NullMarked;
