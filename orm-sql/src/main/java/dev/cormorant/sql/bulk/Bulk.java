package dev.cormorant.sql.bulk;

import dev.cormorant.sql.entity.OnConflict;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Loads many rows of one entity, the way that the database has for them: {@code COPY} on PostgreSQL, {@code LOAD DATA} from memory or
 * rewritten batches on MySQL and MariaDB, batches on SQLite. Memory is needed for a few thousand rows, however many there are. Safe for
 * all threads; a load runs in the thread that calls it, on one connection.
 *
 * <p>What is written is what an ordinary insert of the entity writes: converters, embedded objects, discriminators, first versions,
 * {@code @CreatedAt} and {@code @UpdatedAt}, keys that are made here, query hooks. The entities are not changed, and keys that the
 * database makes are not given back: who needs them makes keys before the load, with {@code @UuidV7} or from a sequence.
 *
 * <p>All rows are there afterwards, or none: they are one transaction, or a savepoint of the running one. With
 * {@link BulkOptions#commitEvery} the ones that were committed stay, and a failure says how many.
 *
 * @param <E> the entity
 */
public interface Bulk<E> {

    /**
     * The same with options.
     *
     * @param options how rows are loaded
     * @return a copy
     */
    Bulk<E> with(BulkOptions options);

    /**
     * Inserts entities.
     *
     * @param rows the entities; read once, while the transaction is open; what it throws undoes the load and is passed on
     * @return what was done
     * @throws dev.cormorant.core.error.BulkException if a row cannot go in: it names the row, its cause says why; with
     *     {@link BulkOptions#commitEvery} whatever ends the load early
     * @throws dev.cormorant.core.error.OrmException if no connection can be had or the load as a whole fails
     * @throws IllegalStateException if the options ask for commits inside a running transaction
     */
    BulkResult insert(Iterator<? extends E> rows);

    /**
     * Inserts entities as {@link #insert(Iterator)} does.
     *
     * @param rows the entities, taken one after the other; closed by the caller
     * @return what was done
     */
    BulkResult insert(Stream<? extends E> rows);

    /**
     * Inserts entities, or updates the rows with their keys, by way of a temporary table that is gone afterwards. They go into the table
     * in one statement at the end, for which the rest of the time of the load is there. Of several entities with one key the last one
     * counts.
     *
     * @param rows the entities, with their keys; read once, while the transaction is open
     * @param onConflict what becomes of rows that are there
     * @return what was done
     * @throws dev.cormorant.core.error.BulkException if a row cannot go in; it names the row if that is known
     * @throws dev.cormorant.core.error.UnsupportedFeatureException if the entity is guarded by query hooks or shares its table with
     *     others, or has no version where one is asked for
     * @throws IllegalStateException if the options ask for commits: the rows go into the table all at once
     */
    BulkResult upsert(Iterator<? extends E> rows, OnConflict onConflict);

    /**
     * Inserts or updates entities as {@link #upsert(Iterator, OnConflict)} does.
     *
     * @param rows the entities, taken one after the other; closed by the caller
     * @param onConflict what becomes of rows that are there
     * @return what was done
     */
    BulkResult upsert(Stream<? extends E> rows, OnConflict onConflict);
}
