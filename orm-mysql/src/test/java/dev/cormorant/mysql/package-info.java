/** Tests of the driver on real servers. */
@NullMarked
package dev.cormorant.mysql;

import org.jspecify.annotations.NullMarked;
