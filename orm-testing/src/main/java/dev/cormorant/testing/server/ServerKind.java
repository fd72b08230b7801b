package dev.cormorant.testing.server;

/** The database servers that tests run against; each is a real server, none stands in for another. */
public enum ServerKind {
    /** PostgreSQL. */
    POSTGRES("PostgreSQL", "postgres", "postgresql", "org.postgresql.Driver", "postgres"),
    /** MySQL itself, never a MariaDB that answers to its name. */
    MYSQL("MySQL", "mysql", "mysql", "com.mysql.cj.jdbc.Driver", "mysql"),
    /** MariaDB, spoken to through the MySQL driver. */
    MARIADB("MariaDB", "mariadb", "mysql", "com.mysql.cj.jdbc.Driver", "mysql");

    private final String label;
    private final String id;
    private final String jdbcScheme;
    private final String driverClass;
    private final String adminDatabase;

    ServerKind(String label, String id, String jdbcScheme, String driverClass, String adminDatabase) {
        this.label = label;
        this.id = id;
        this.jdbcScheme = jdbcScheme;
        this.driverClass = driverClass;
        this.adminDatabase = adminDatabase;
    }

    /** {@return the product's name as people write it} */
    public String label() {
        return label;
    }

    /** {@return the lower-case word used in settings, file names and resource names} */
    String id() {
        return id;
    }

    String jdbcScheme() {
        return jdbcScheme;
    }

    String driverClass() {
        return driverClass;
    }

    /** {@return the database that exists on every server of the kind, for a connection that manages others} */
    String adminDatabase() {
        return adminDatabase;
    }

    boolean isPostgres() {
        return this == POSTGRES;
    }
}
