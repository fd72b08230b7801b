package dev.cormorant.core.driver;

/**
 * What the first connection found out about the server.
 *
 * @param product the product as it names itself, such as {@code MariaDB}
 * @param version its version, such as {@code 10.11.19}
 * @param dialect the SQL dialect, by the name of jOOQ's constant: {@code MYSQL}, {@code MARIADB}, {@code POSTGRES},
 *     {@code SQLITE}
 */
public record ServerFacts(String product, String version, String dialect) {}
