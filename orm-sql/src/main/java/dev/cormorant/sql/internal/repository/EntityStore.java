package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.entity.Upserted;
import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.run.RowReader;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What repositories need of the entities of one database. Safe for all threads. */
public interface EntityStore {

    /**
     * Whether a class is one.
     *
     * @param type the class
     * @return true if it is
     */
    boolean isEntity(Class<?> type);

    /**
     * What queries can name of one.
     *
     * @param type the entity
     * @return its attributes
     * @throws dev.cormorant.core.error.MappingException if its mapping cannot work
     */
    Attributes attributes(Class<?> type);

    /**
     * How its rows are read, with the columns of {@link Attributes#columns}.
     *
     * @param type the entity
     * @return the reader
     */
    RowReader<Object> reader(Class<?> type);

    /**
     * The hooks that concern one.
     *
     * @param type the entity
     * @return its rules; null if no hook concerns it
     */
    @Nullable
    Rules<Object> rules(Class<?> type);

    /**
     * What reads relations of entities.
     *
     * @param type the entity
     * @param paths the relations
     * @return what gives the same entities in the same order, with what was fetched
     * @throws dev.cormorant.core.error.MappingException if there is no such relation
     */
    UnaryOperator<List<Object>> fetching(Class<?> type, String... paths);

    /**
     * Inserts entities.
     *
     * @param type the entity
     * @param entities the entities
     * @return them in the same order, with what the database made
     */
    List<Object> insert(Class<?> type, List<Object> entities);

    /**
     * Updates entities.
     *
     * @param type the entity
     * @param entities the entities
     * @return them in the same order, with their new versions
     * @throws jakarta.data.exceptions.OptimisticLockingFailureException if one is not there any more, or is newer
     */
    List<Object> update(Class<?> type, List<Object> entities);

    /**
     * Inserts those that are not there, and updates the others.
     *
     * @param type the entity
     * @param entities the entities
     * @return them in the same order, with what the database made
     */
    List<Object> save(Class<?> type, List<Object> entities);

    /**
     * Inserts entities, or does something else with the rows that have their keys.
     *
     * @param type the entity
     * @param entities the entities
     * @param onConflict what happens to rows that are there
     * @return what was done with each of them
     */
    Upserted upsert(Class<?> type, List<Object> entities, OnConflict onConflict);

    /**
     * Deletes entities.
     *
     * @param type the entity
     * @param entities the entities
     * @throws jakarta.data.exceptions.OptimisticLockingFailureException if one is not there any more, or is newer
     */
    void delete(Class<?> type, List<Object> entities);
}
