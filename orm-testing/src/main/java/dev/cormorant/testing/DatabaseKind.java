package dev.cormorant.testing;

/** The databases that the contracts run against. */
public enum DatabaseKind {
    /** SQLite, in a file. */
    SQLITE,
    /** PostgreSQL. */
    POSTGRES,
    /** MySQL. */
    MYSQL,
    /** MariaDB. */
    MARIADB
}
