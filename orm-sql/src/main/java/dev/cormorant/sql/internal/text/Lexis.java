package dev.cormorant.sql.internal.text;

/** What counts as a literal, a quoted name or a comment, in which nothing is a parameter. */
public enum Lexis {
    /** SQLite: no escapes in literals; names in double quotes, backticks or brackets. */
    SQLITE,
    /** PostgreSQL: {@code E'…'} with escapes, dollar quotes, comments in comments, {@code ??} for the operator {@code ?}. */
    POSTGRES,
    /** MySQL and MariaDB: escapes in all literals, backticks, comments from {@code #}. */
    MYSQL;

    /**
     * The lexis of a database.
     *
     * @param dialect the dialect, as {@link dev.cormorant.core.driver.ServerFacts#dialect} names it
     * @return its lexis; that of SQLite, which is plainest, for an unknown one
     */
    public static Lexis of(String dialect) {
        return switch (dialect) {
            case "POSTGRES", "YUGABYTEDB" -> POSTGRES;
            case "MYSQL", "MARIADB" -> MYSQL;
            default -> SQLITE;
        };
    }

    boolean backslashEscapes() {
        return this == MYSQL;
    }

    boolean quotesNamesBy(char c) {
        return switch (c) {
            case '"' -> true;
            case '`' -> this != POSTGRES;
            case '[' -> this == SQLITE;
            default -> false;
        };
    }

    boolean nestsComments() {
        return this == POSTGRES;
    }

    boolean dollarQuotes() {
        return this == POSTGRES;
    }

    /** {@return whether a comment to the end of the line begins here} */
    boolean lineCommentAt(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '#') {
            return this == MYSQL;
        }
        if (!sql.startsWith("--", at)) {
            return false;
        }
        // MySQL wants a blank after the dashes, so that 5--1 stays a subtraction.
        return this != MYSQL || at + 2 == sql.length() || sql.charAt(at + 2) <= ' ';
    }
}
