/**
 * The driver for MySQL and MariaDB servers: what the core asks it is answered for MySQL Connector/J. An application puts the
 * module on its class path and calls nothing here; {@link dev.cormorant.mysql.MysqlDriverProvider} is found by itself.
 */
@NullMarked
package dev.cormorant.mysql;

import org.jspecify.annotations.NullMarked;
