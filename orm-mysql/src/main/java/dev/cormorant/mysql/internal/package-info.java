/** What Connector/J makes by reflection. Not exported; nobody else uses it. */
@NullMarked
package dev.cormorant.mysql.internal;

import org.jspecify.annotations.NullMarked;
