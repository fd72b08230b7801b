/**
 * Transactions: a callback owns one connection, commits when it returns and rolls back when it throws; a transaction inside a
 * transaction is a savepoint.
 */
@NullMarked
package dev.cormorant.core.transaction;

import org.jspecify.annotations.NullMarked;
