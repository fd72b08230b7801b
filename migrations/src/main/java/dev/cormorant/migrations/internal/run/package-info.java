/** Where Flyway and the journal meet: Flyway resolves, orders, locks and runs, and each script that needs it passes the journal. */
@NullMarked
package dev.cormorant.migrations.internal.run;

import org.jspecify.annotations.NullMarked;
