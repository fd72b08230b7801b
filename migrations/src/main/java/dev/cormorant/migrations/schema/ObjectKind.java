package dev.cormorant.migrations.schema;

import java.util.Locale;

/** What an object of a schema is. The order of the constants is the order in a snapshot. */
public enum ObjectKind {
    /** A schema of PostgreSQL. */
    SCHEMA,
    /** An extension of PostgreSQL. */
    EXTENSION,
    /** A type of PostgreSQL: an enum, a domain, a composite or a range. */
    TYPE,
    /** A sequence. */
    SEQUENCE,
    /** A table, partitioned, virtual and foreign ones included. */
    TABLE,
    /** A column of a table. */
    COLUMN,
    /** A partition of a MySQL or MariaDB table; on PostgreSQL partitions are tables. */
    PARTITION,
    /** A primary key. */
    PRIMARY_KEY,
    /** A unique constraint; on MySQL and MariaDB every unique index. */
    UNIQUE,
    /** A foreign key. */
    FOREIGN_KEY,
    /** A check of a table; on SQLite those within a column belong to the column. */
    CHECK,
    /** An exclusion constraint of PostgreSQL. */
    EXCLUSION,
    /** An index that no constraint made. */
    INDEX,
    /** Extended statistics of PostgreSQL. */
    STATISTICS,
    /** A view. */
    VIEW,
    /** A materialized view of PostgreSQL. */
    MATERIALIZED_VIEW,
    /** A function, an aggregate included. */
    FUNCTION,
    /** A procedure. */
    PROCEDURE,
    /** A trigger. */
    TRIGGER,
    /** A rule of PostgreSQL. */
    RULE,
    /** A policy for rows of PostgreSQL. */
    POLICY,
    /** A scheduled event of MySQL or MariaDB. */
    EVENT;

    /** {@return the kind for people: {@code foreign key}} */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The kind of a text.
     *
     * @param text as {@link #text()} gives it
     * @return the kind
     * @throws IllegalArgumentException if there is none
     */
    public static ObjectKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
