package dev.cormorant.sql.repository;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a repository that runs a statement in the SQL of the database.
 *
 * <p>Its parameters are named, {@code :name}, after the parameters of the method ({@code @Param} gives another name); a collection
 * becomes a list in brackets. Rows become what the method returns: entities, records by the names of their components, or single
 * values, each alone or in an {@code Optional}, a {@code List}, {@code Set}, {@code Stream}, array or our
 * {@link dev.cormorant.sql.cursor.Cursor}. A method that returns {@code void}, {@code int}, {@code long} or {@code boolean} runs
 * a statement that changes rows, and returns how many, or whether any; a number that is selected is returned as {@code Long} or
 * {@code Optional<Long>}. Rows that are marked as deleted are not hidden: the statement is run as it is written.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NativeSql {

    /** {@return the statement} */
    String value();
}
