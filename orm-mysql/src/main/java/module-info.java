/** The driver for MySQL and MariaDB servers, on MySQL Connector/J. */
module dev.cormorant.mysql {
    requires transitive dev.cormorant.core;
    requires mysql.connector.j;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.cormorant.mysql;

    // Connector/J makes the socket factory by its class name.
    opens dev.cormorant.mysql.internal to
            mysql.connector.j;

    provides dev.cormorant.core.driver.DriverProvider with
            dev.cormorant.mysql.MysqlDriverProvider;
}
