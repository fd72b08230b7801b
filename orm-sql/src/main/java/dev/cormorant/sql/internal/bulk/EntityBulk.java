package dev.cormorant.sql.internal.bulk;

import dev.cormorant.core.Database;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.bulk.Bulk;
import dev.cormorant.sql.bulk.BulkOptions;
import dev.cormorant.sql.bulk.BulkResult;
import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.internal.entity.BulkShapes;
import dev.cormorant.sql.internal.entity.BulkUpsert;
import dev.cormorant.sql.internal.entity.EntityRegistry;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Loads entities of one class. Safe for all threads.
 *
 * @param <E> the entity
 */
public final class EntityBulk<E> implements Bulk<E> {

    private final Database database;
    private final EntityRegistry registry;
    private final Class<E> type;
    private final BulkOptions options;

    /**
     * With the usual options.
     *
     * @param database the database
     * @param registry its entities
     * @param type the class
     * @throws dev.cormorant.core.error.MappingException if its model cannot work
     */
    public EntityBulk(Database database, EntityRegistry registry, Class<E> type) {
        this(database, registry, type, BulkOptions.defaults());
        registry.of(type);
    }

    private EntityBulk(Database database, EntityRegistry registry, Class<E> type, BulkOptions options) {
        this.database = database;
        this.registry = registry;
        this.type = type;
        this.options = options;
    }

    @Override
    public Bulk<E> with(BulkOptions newOptions) {
        return new EntityBulk<>(database, registry, type, newOptions);
    }

    @Override
    public BulkResult insert(Iterator<? extends E> rows) {
        return insert((Consumer<E> load) -> rows.forEachRemaining(load));
    }

    @Override
    public BulkResult insert(Stream<? extends E> rows) {
        // An iterator of a stream would hold back what flatMap gives at once.
        return insert((Consumer<E> load) -> rows.sequential().forEachOrdered(load));
    }

    private BulkResult insert(Source<E> source) {
        BulkShapes<E> shapes = new BulkShapes<>(registry, type);
        Failing failing =
                new Failing(database, "bulk insert into " + shapes.model().table());
        Load<E> load = new Load<>(database, shapes, options, failing, Target.ENTITY);
        if (options.commitEvery() > 0) {
            refuseCommitsInTransaction();
            Parts<E> parts = new Parts<>(database, load, options, failing);
            parts.run(() -> source.feed(parts::add));
        } else {
            database.transaction(transaction("bulk insert"), transaction -> {
                load.run(transaction, source);
                return true;
            });
        }
        return load.done();
    }

    @Override
    public BulkResult upsert(Iterator<? extends E> rows, OnConflict onConflict) {
        return upsert((Consumer<E> load) -> rows.forEachRemaining(load), onConflict);
    }

    @Override
    public BulkResult upsert(Stream<? extends E> rows, OnConflict onConflict) {
        return upsert((Consumer<E> load) -> rows.sequential().forEachOrdered(load), onConflict);
    }

    private BulkResult upsert(Source<E> source, OnConflict onConflict) {
        if (options.commitEvery() > 0) {
            throw new IllegalStateException(
                    "an upsert of many rows puts them into the table all at once; leave out" + " commitEvery");
        }
        BulkShapes<E> shapes = new BulkShapes<>(registry, type);
        BulkUpsert sql = new BulkUpsert(registry, shapes.model(), onConflict);
        Failing failing =
                new Failing(database, "bulk upsert into " + shapes.model().table());
        return database.transaction(transaction("bulk upsert"), transaction -> {
            Stage stage = new Stage(transaction.connection(), database.columnTypes(), sql, failing);
            try {
                stage.create();
                Load<E> load = new Load<>(database, shapes, options, failing, stage);
                load.run(transaction, source);
                stage.merge(load.read(), options.timeout().minus(load.elapsed()));
                return load.done();
            } catch (SQLException failed) {
                throw failing.translated(failed);
            }
        });
    }

    private void refuseCommitsInTransaction() {
        if (database.currentTransaction().isPresent()) {
            throw new IllegalStateException("a load that commits after so many rows cannot be a part of a running"
                    + " transaction; leave out commitEvery, or load outside of it");
        }
    }

    /** It is not run again after a conflict, since its input has been read. */
    private TransactionOptions transaction(String name) {
        TransactionOptions plain = TransactionOptions.readWrite().named(name);
        return database.currentTransaction().isPresent()
                ? plain
                : plain.timeout(options.timeout()).retries(0);
    }
}
