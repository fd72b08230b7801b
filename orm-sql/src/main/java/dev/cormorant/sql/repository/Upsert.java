package dev.cormorant.sql.repository;

import dev.cormorant.sql.entity.OnConflict;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a repository that inserts entities, or does something else with the rows that have their keys, in one step. It takes
 * one entity and returns {@code void} or {@link dev.cormorant.sql.entity.UpsertOutcome}, or takes a {@code List} or an array and
 * returns {@code void} or {@link dev.cormorant.sql.entity.Upserted}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Upsert {

    /** {@return what happens to a row that is there; an update by default} */
    OnConflict value() default OnConflict.UPDATE;
}
