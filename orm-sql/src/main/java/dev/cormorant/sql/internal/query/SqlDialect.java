package dev.cormorant.sql.internal.query;

import java.util.Locale;

/** What the databases write differently. */
public enum SqlDialect {
    /** SQLite. */
    SQLITE('"'),
    /** PostgreSQL. */
    POSTGRES('"'),
    /** MySQL, and MariaDB, which is the same here. */
    MYSQL('`');

    private final char quote;

    SqlDialect(char quote) {
        this.quote = quote;
    }

    /**
     * The one for a database.
     *
     * @param dialect its name, as the facts of the server have it
     * @return the dialect
     */
    public static SqlDialect of(String dialect) {
        return switch (dialect.toUpperCase(Locale.ROOT)) {
            case "SQLITE" -> SQLITE;
            case "MYSQL", "MARIADB" -> MYSQL;
            default -> POSTGRES;
        };
    }

    /**
     * Puts a name in quotes.
     *
     * @param name the name of a table or column
     * @return the name as it stands in SQL, whatever it is
     */
    public String quoted(String name) {
        String mark = String.valueOf(quote);
        return mark + name.replace(mark, mark + mark) + mark;
    }
}
