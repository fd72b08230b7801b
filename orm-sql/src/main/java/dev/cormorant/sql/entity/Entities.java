package dev.cormorant.sql.entity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of one entity, by their keys. Got of {@code Orm.entities}; safe for all threads, needs no closing.
 *
 * <ul>
 *   <li>Inside a transaction of the calling thread a call belongs to it. Outside, each call is on its own, and one with a list is
 *       a transaction: all of it is done, or nothing.
 *   <li>What the database or we fill in (a key, a version, times) is in the entity that a write returns. A record is another one
 *       then; an instance of a class is the same, changed. Always go on with what was returned.
 *   <li>A key is the value of the {@code @Id}, of the {@code @EmbeddedId}, or an instance of the {@code @IdClass}; one of another
 *       type is an {@link IllegalArgumentException}.
 *   <li>A row that is marked as deleted ({@link SoftDelete}) is there for nothing but {@link #restore}, {@link #purge} and
 *       {@link #withDeleted}; an archived one ({@link Archived}) is not read.
 *   <li>Every method throws an {@link dev.cormorant.core.error.OrmException} if no connection can be had or the database refuses:
 *       its subtypes say what it was.
 * </ul>
 *
 * @param <E> the entity
 */
public interface Entities<E> {

    /** {@return what the entity is} */
    EntityModel<E> model();

    /** {@return the same entities, with rows that are marked as deleted among those that are read} */
    Entities<E> withDeleted();

    /** {@return the same entities, with archived rows among those that are read} */
    Entities<E> withArchived();

    /**
     * The same entities, with relations fetched when they are read: one statement more for each relation and level, however many
     * entities there are (on PostgreSQL; elsewhere one for each 16,384). What is not named is not fetched. The rows at the other ends
     * are those of the same scope: without those that are marked as deleted or archived, unless {@link #withDeleted} or {@link
     * #withArchived} has them.
     *
     * @param paths names of components with {@code @ManyToOne}, {@code @OneToOne}, {@code @OneToMany} or {@code @ManyToMany}; with dots
     *     for relations of what was fetched ({@code lines.product}), and a {@code *} behind the name of a relation of an entity to
     *     itself for all levels of the tree, of which there may be 500 ({@code children*})
     * @return the same entities; fetches what was asked for before, too
     * @throws dev.cormorant.core.error.MappingException if there is no such relation
     */
    Entities<E> fetch(String... paths);

    /**
     * The same entities, with a relation fetched in an order of its own, as {@link #fetch(String...)}.
     *
     * @param relation the relation, and what is fetched with it
     * @return the same entities; fetches what was asked for before, too
     * @throws dev.cormorant.core.error.MappingException if there is no such relation, or it has another entity at its other end
     */
    Entities<E> fetch(Fetch<E, ?> relation);

    /**
     * Reads relations of entities that are there already.
     *
     * @param entities the entities
     * @return the same in the same order, with what {@link #fetch} asked for; the entities themselves if that is nothing
     */
    List<E> load(Collection<? extends E> entities);

    /**
     * Reads an entity.
     *
     * @param key its key
     * @return the entity; empty if there is none
     */
    Optional<E> find(Object key);

    /**
     * Reads entities by their keys, in as few statements as the database allows.
     *
     * @param keys the keys; a key may stand there twice
     * @return the entities in the order of the keys, each once; a key without one is passed over
     */
    List<E> findAll(Collection<?> keys);

    /**
     * Reads all entities.
     *
     * @return the entities, ordered by their keys
     * @throws dev.cormorant.core.error.TooManyRowsException if there are more than {@code statement.rows-refuse-at}
     */
    List<E> findAll();

    /**
     * Reads the entities that refer to others: all orders of these customers, say. One statement for up to 16,384 values.
     *
     * @param <V> the type of the attribute
     * @param path the path of the attribute that refers: {@code customerId}
     * @param values its values
     * @return for each value, in the order in which they came, the entities that have it, ordered by their keys; an empty list where
     *     there is none. The caller may change the map, and the lists are not shared
     * @throws dev.cormorant.core.error.MappingException if there is no such attribute
     * @throws IllegalArgumentException if a value has another type than the attribute
     */
    <V> Map<V, List<E>> findAllBy(String path, Collection<V> values);

    /**
     * Whether there is an entity.
     *
     * @param key its key
     * @return true if there is
     */
    boolean exists(Object key);

    /** {@return how many there are} */
    long count();

    /**
     * Inserts an entity. A key that somebody makes is made if it is null or 0; a version begins at 0, or at the time of now, unless it
     * is there.
     *
     * @param entity the entity
     * @return the entity with what was filled in
     * @throws dev.cormorant.core.error.ConstraintViolationException if its key is taken, or another constraint refuses it
     */
    E insert(E entity);

    /**
     * Inserts entities, many in one statement, in one transaction.
     *
     * @param entities the entities
     * @return the entities with what was filled in, in the same order
     * @throws dev.cormorant.core.error.ConstraintViolationException as {@link #insert}; none of them is there then
     */
    List<E> insertAll(Collection<? extends E> entities);

    /**
     * Updates all columns of an entity.
     *
     * @param entity the entity
     * @return the entity with its new version and time
     * @throws dev.cormorant.core.error.StaleEntityException if the row has another version than the entity, or is gone
     */
    E update(E entity);

    /**
     * Updates the columns in which an entity differs from what it was; none of them, and nothing is sent.
     *
     * @param before the entity as it was read
     * @param after the entity as it should be, with the same key; of a class another instance than {@code before}
     * @return the entity with its new version and time; {@code after} if nothing differs
     * @throws IllegalArgumentException if their keys differ
     * @throws dev.cormorant.core.error.StaleEntityException if the row has another version than {@code before}, or is gone
     */
    E updateChanged(E before, E after);

    /**
     * Updates all columns of entities, in one transaction.
     *
     * @param entities the entities
     * @return the entities with their new versions and times, in the same order
     * @throws dev.cormorant.core.error.StaleEntityException as {@link #update}; none of them is changed then
     */
    List<E> updateAll(Collection<? extends E> entities);

    /**
     * Inserts an entity, or updates the row that has its key: in one step, so that of several at once each finds the row of the other.
     *
     * @param entity the entity, with its key; what was filled in is known only when it is read again
     * @return what was done
     * @throws IllegalArgumentException if it has no key yet; insert it
     */
    UpsertOutcome upsert(E entity);

    /**
     * Inserts an entity, or does something else with the row that has its key. A row that has another unique value in common with it,
     * and another key, is a constraint violation.
     *
     * @param entity the entity, with its key; what was filled in is known only when it is read again
     * @param onConflict what happens to a row that is there
     * @return what was done
     * @throws IllegalArgumentException if it has no key yet; insert it
     * @throws dev.cormorant.core.error.UnsupportedFeatureException if a version is asked for that the entity does not have, or its
     *     table holds several classes
     */
    UpsertOutcome upsert(E entity, OnConflict onConflict);

    /**
     * Upserts entities as {@link #upsert(Object, OnConflict)} does, in one transaction.
     *
     * @param entities the entities, with their keys
     * @param onConflict what happens to rows that are there
     * @return what was done with each of them
     */
    Upserted upsertAll(Collection<? extends E> entities, OnConflict onConflict);

    /**
     * Deletes an entity; marks it, if it has a {@link SoftDelete}.
     *
     * @param entity the entity
     * @throws dev.cormorant.core.error.StaleEntityException if the row has another version than the entity, or is gone
     */
    void delete(E entity);

    /**
     * Deletes an entity whatever its version; marks it, if it has a {@link SoftDelete}.
     *
     * @param key its key
     * @return false if there is none
     */
    boolean deleteById(Object key);

    /**
     * Deletes entities, in one transaction.
     *
     * @param entities the entities
     * @throws dev.cormorant.core.error.StaleEntityException as {@link #delete}; none of them is deleted then
     */
    void deleteAll(Collection<? extends E> entities);

    /**
     * Takes the mark of a deleted entity away.
     *
     * @param key its key
     * @return false if there is none that is marked
     * @throws dev.cormorant.core.error.UnsupportedFeatureException if the entity has no {@link SoftDelete}
     */
    boolean restore(Object key);

    /**
     * Removes the row of an entity, marked or not.
     *
     * @param key its key
     * @return false if there is none
     */
    boolean purge(Object key);

    /**
     * Archives an entity.
     *
     * @param key its key
     * @return false if there is none, or it is archived already
     * @throws dev.cormorant.core.error.UnsupportedFeatureException if the entity has no {@link Archived}
     */
    boolean archive(Object key);

    /**
     * Takes an entity out of the archive.
     *
     * @param key its key
     * @return false if there is none that is archived
     * @throws dev.cormorant.core.error.UnsupportedFeatureException if the entity has no {@link Archived}
     */
    boolean unarchive(Object key);
}
