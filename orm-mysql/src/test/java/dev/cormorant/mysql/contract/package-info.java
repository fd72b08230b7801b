/** The contracts, run against MySQL and MariaDB. */
@NullMarked
package dev.cormorant.mysql.contract;

import org.jspecify.annotations.NullMarked;
