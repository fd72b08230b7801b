/** The PostgreSQL driver of Cormorant: found by its URLs, called by the core alone. */
module dev.cormorant.postgres {
    requires dev.cormorant.core;
    requires org.postgresql.jdbc;
    requires static org.jspecify;

    // The JDBC driver makes our socket factory by reflection.
    opens dev.cormorant.postgres to
            org.postgresql.jdbc;

    provides dev.cormorant.core.driver.DriverProvider with
            dev.cormorant.postgres.PostgresDriverProvider;
}
