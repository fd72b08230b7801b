package dev.cormorant.sql.entity;

import java.util.Optional;

/**
 * One way in which the schema of a database is not what an entity takes it to be.
 *
 * @param entity the class of the entity
 * @param table its table
 * @param column the column; empty if it is about the table as a whole
 * @param kind what sort of difference it is
 * @param message what is wrong, and what would be right
 */
public record SchemaDifference(Class<?> entity, String table, Optional<String> column, Kind kind, String message) {

    /** The sorts of difference. */
    public enum Kind {
        /** There is no such table or view. */
        MISSING_TABLE,
        /** The table has no such column. */
        MISSING_COLUMN,
        /** The column has a type that the value does not go into, or come out of. SQLite, whose columns hold anything, has none. */
        OTHER_TYPE,
        /** The column may be null, and the component may not. */
        NULLABLE,
        /** The table has a column that an insert must fill, and the entity does not have it. */
        UNKNOWN_REQUIRED_COLUMN,
        /** The primary key has other columns. */
        OTHER_KEY
    }

    /** {@return the message with the entity before it} */
    @Override
    public String toString() {
        return entity.getTypeName() + ": " + message;
    }
}
