/** The lock of migrations: Flyway's own, taken by us with a bound, and what tells who holds it. For the runner alone. */
@NullMarked
package dev.cormorant.migrations.internal.lock;

import org.jspecify.annotations.NullMarked;
