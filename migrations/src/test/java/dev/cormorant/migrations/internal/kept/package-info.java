@NullMarked
package dev.cormorant.migrations.internal.kept;

import org.jspecify.annotations.NullMarked;
