/** Small parts that several packages of the core share. Not exported: nobody outside the core may use it. */
@NullMarked
package dev.cormorant.core.internal;

import org.jspecify.annotations.NullMarked;
