/** Tests of what Connector/J makes by reflection. */
@NullMarked
package dev.cormorant.mysql.internal;

import org.jspecify.annotations.NullMarked;
