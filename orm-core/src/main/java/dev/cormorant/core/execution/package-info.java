/**
 * Executions: the id of every statement, what runs now, how it is stopped, and the watch that stops what runs past its limit
 * or whose thread was interrupted. Filled by the choke point, read by applications through the database.
 */
@NullMarked
package dev.cormorant.core.execution;

import org.jspecify.annotations.NullMarked;
