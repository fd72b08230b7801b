package dev.cormorant.migrations.internal.script;

/** How a database reads text that is not a word. */
public enum Syntax {
    /** Nested comments, dollar quotes. */
    POSTGRES,
    /** Backslashes in literals, {@code #} comments, {@code DELIMITER}, bodies between {@code BEGIN} and {@code END}. */
    MYSQL,
    /** Names in brackets, bodies of triggers between {@code BEGIN} and {@code END}. */
    SQLITE
}
