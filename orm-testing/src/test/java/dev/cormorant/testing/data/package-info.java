@NullMarked
package dev.cormorant.testing.data;

import org.jspecify.annotations.NullMarked;
