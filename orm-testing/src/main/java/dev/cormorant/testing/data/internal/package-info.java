/** Tables as the catalog of a database describes them, and values on their way into them and out of them. For {@code testing.data} alone. */
@NullMarked
package dev.cormorant.testing.data.internal;

import org.jspecify.annotations.NullMarked;
