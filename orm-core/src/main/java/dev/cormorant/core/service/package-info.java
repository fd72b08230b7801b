/**
 * The disposable service registry: whatever lives as long as a database, a set of databases or a transaction is registered
 * here with the way to dispose of it, and is gone when its owner closes. Open to applications and drivers.
 */
@NullMarked
package dev.cormorant.core.service;

import org.jspecify.annotations.NullMarked;
