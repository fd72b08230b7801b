/**
 * Proof that nothing is left: threads, sockets, files, MBeans, class loaders, and any figure that a test can read.
 *
 * <p>For test code only: of this project, of a database driver module, of an application. Nothing here depends on the
 * rest of Cormorant.
 *
 * <pre>{@code
 * LeakProbe before = LeakProbe.take().and("server sessions", () -> countSessionsOf(database));
 * connectWithAWrongPassword();
 * before.assertNothingLeft();      // waits, 5 s at most, then names what is left
 *
 * ClassLoaderProbe.assertCollectable(200, OpenAndClose.class);
 * }</pre>
 */
@NullMarked
package dev.cormorant.testing.leak;

import org.jspecify.annotations.NullMarked;
