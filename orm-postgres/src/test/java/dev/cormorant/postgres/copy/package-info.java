@NullMarked
package dev.cormorant.postgres.copy;

import org.jspecify.annotations.NullMarked;
