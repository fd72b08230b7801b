package dev.cormorant.sql;

import dev.cormorant.core.Database;
import dev.cormorant.core.DatabaseHandle;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.sql.bulk.Bulk;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.EntityOptions;
import dev.cormorant.sql.entity.Orphans;
import dev.cormorant.sql.entity.SavedGraph;
import dev.cormorant.sql.entity.SchemaDifference;
import dev.cormorant.sql.entity.SchemaDraft;
import dev.cormorant.sql.entity.Synced;
import dev.cormorant.sql.internal.bulk.EntityBulk;
import dev.cormorant.sql.internal.draft.SchemaDrafting;
import dev.cormorant.sql.internal.entity.EntityRegistry;
import dev.cormorant.sql.internal.entity.SchemaCheck;
import dev.cormorant.sql.internal.hook.Hooks;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.relation.Fetcher;
import dev.cormorant.sql.internal.relation.Graphs;
import dev.cormorant.sql.internal.repository.Repositories;
import dev.cormorant.sql.internal.run.BatchWriter;
import dev.cormorant.sql.internal.text.ParsedSql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The writing half of {@link Orm}: entities, statements in plain SQL that give no rows, and batches of them. */
abstract sealed class Writing extends Reading permits Orm {

    private final EntityOptions entityOptions;
    private final @Nullable Writing shared;
    private volatile @Nullable EntityRegistry registry;
    private volatile @Nullable Graphs graphs;
    private volatile @Nullable Repositories repositories;

    Writing(Database database, EntityOptions entityOptions) {
        super(database);
        this.entityOptions = entityOptions;
        this.shared = null;
    }

    Writing(Writing shared, DatabaseHandle handle) {
        super(shared, handle);
        this.entityOptions = shared.entityOptions;
        this.shared = shared;
    }

    /** The entities of the database, which its owners share; made at their first use. */
    final EntityRegistry registry() {
        if (shared != null) {
            return shared.registry();
        }
        EntityRegistry known = registry;
        if (known == null) {
            synchronized (this) {
                known = registry;
                if (known == null) {
                    Models models = new Models(database, entityOptions);
                    Hooks hooks = new Hooks(models);
                    Fetcher fetcher = new Fetcher(models, runner, hooks);
                    known = new EntityRegistry(database, runner, models, fetcher, hooks);
                    graphs = new Graphs(database, known, fetcher, runner);
                    registry = known;
                }
            }
        }
        return known;
    }

    /**
     * The rows of an entity: a record or class with the annotations of Jakarta Persistence, or a sealed type whose classes share a
     * table. Its model is read at the first call; jOOQ is not loaded.
     *
     * @param <E> the entity
     * @param type its class
     * @return its rows, to be read and written by key; needs no closing
     * @throws dev.cormorant.core.error.MappingException if its model cannot work; the message names class, component and remedy
     */
    public <E> Entities<E> entities(Class<E> type) {
        return registry().of(type);
    }

    /**
     * Loads many rows of an entity, the way that the database has for them.
     *
     * @param <E> the entity
     * @param type its class
     * @return what loads them; needs no closing
     * @throws dev.cormorant.core.error.MappingException if its model cannot work
     */
    public <E> Bulk<E> bulk(Class<E> type) {
        return new EntityBulk<>(database, registry(), type);
    }

    private Graphs graphs() {
        if (shared != null) {
            return shared.graphs();
        }
        registry();
        return Objects.requireNonNull(graphs, "made with the registry");
    }

    /**
     * Saves an entity with the entities in its relations, and those in theirs, in one transaction: those that others refer to first,
     * so that their keys are known. New ones are inserted, of others the columns that differ are updated, and nothing is sent for those
     * that are as they should be. A relation that was not fetched is left as it is; one that is there holds exactly its entities
     * afterwards. The statements are few: of each class and relation all entities are looked for and inserted together.
     *
     * @param <E> the entity
     * @param root the entity; of its own class, not of a subclass
     * @param orphans what becomes of rows that belonged to an entity of the graph, and do not any more
     * @return the entity with what was filled in, and what was done
     * @throws IllegalArgumentException if the graph goes round in a circle, or holds one entity with different values; the message
     *     names the path
     * @throws IllegalStateException if there are orphans, and they are refused
     * @throws dev.cormorant.core.error.StaleEntityException if a row has another version than its entity, or is gone
     */
    public <E> SavedGraph<E> saveGraph(E root, Orphans orphans) {
        return graphs().save(root, orphans);
    }

    /**
     * Saves an entity with the entities in its relations as {@link #saveGraph(Object, Orphans)} does, and refuses orphans.
     *
     * @param <E> the entity
     * @param root the entity
     * @return the entity with what was filled in, and what was done
     */
    public <E> SavedGraph<E> saveGraph(E root) {
        return saveGraph(root, Orphans.REFUSE);
    }

    /**
     * Makes a relation to many hold exactly these entities, in one transaction. The entities themselves are not written, but for the
     * columns that join them.
     *
     * @param owner the entity that has the relation, with its key
     * @param relation the name of the component
     * @param members the entities at its other end, which are there; only their keys matter
     * @param orphans what becomes of rows that it held by a column of theirs; a table of links loses the pair in any case
     * @return what was done
     * @throws dev.cormorant.core.error.MappingException if there is no such relation to many
     * @throws IllegalArgumentException if the owner has no key, or there is no row of a member
     * @throws IllegalStateException if there are orphans, and they are refused
     */
    public Synced sync(Object owner, String relation, Collection<?> members, Orphans orphans) {
        return graphs().sync(owner, relation, members, orphans);
    }

    /**
     * Holds entities against the schema of the database, as its JDBC driver describes it. Nothing is changed.
     *
     * @param entities their classes; none means all that {@link #entities} was called with so far
     * @return each difference, in the order of the entities and their columns; empty if there is none
     * @throws dev.cormorant.core.error.MappingException if a model cannot work
     */
    public List<SchemaDifference> validateSchema(Class<?>... entities) {
        Models models = registry().models();
        List<Model<?>> checked = new ArrayList<>();
        for (Class<?> entity : entities) {
            checked.add(models.of(entity));
        }
        return new SchemaCheck(database).differences(entities.length == 0 ? models.known() : checked);
    }

    /**
     * Writes down what would make the schema fit entities: tables, columns, and the indexes and keys that their annotations name.
     * Nothing is changed, and nothing is ever dropped: what no entity knows is a remark.
     *
     * @param entities their classes; none means all that {@link #entities} was called with so far
     * @return the statements for this database; after them the draft is empty, but for what SQLite cannot change in place
     * @throws dev.cormorant.core.error.MappingException if a model cannot work
     */
    public SchemaDraft draftSchema(Class<?>... entities) {
        Models models = registry().models();
        List<Model<?>> drafted = new ArrayList<>();
        for (Class<?> entity : entities) {
            drafted.add(models.of(entity));
        }
        return new SchemaDrafting(database, models).draft(entities.length == 0 ? models.known() : drafted);
    }

    /**
     * The repository of an interface of Jakarta Data: its methods are read and checked now, and each becomes what its annotations or
     * its name say. jOOQ is not loaded.
     *
     * @param <R> the interface
     * @param type the interface; public, or in a package that is open to this module
     * @return the repository; the same at each call, safe for all threads, needs no closing. Its methods throw the exceptions of the
     *     standard, with ours as the cause
     * @throws dev.cormorant.core.error.MappingException if a method cannot work; the message says which one and why
     */
    public <R> R repository(Class<R> type) {
        return repositories().of(type);
    }

    private Repositories repositories() {
        if (shared != null) {
            return shared.repositories();
        }
        Repositories known = repositories;
        if (known == null) {
            synchronized (this) {
                known = repositories;
                if (known == null) {
                    known = RepositoryAccess.over(this);
                    repositories = known;
                }
            }
        }
        return known;
    }

    /**
     * Runs a statement that gives no rows.
     *
     * @param statement the statement
     * @return how many rows it inserted, updated or deleted; 0 for others
     * @throws IllegalArgumentException if values and parameters do not fit
     * @throws dev.cormorant.core.error.OrmException if no connection can be had or the database refuses it; the subtype says
     *     why
     */
    public long execute(Sql statement) {
        long count = runner.execute(query(statement));
        return parsed(statement.text()).countsRows() ? count : 0;
    }

    /**
     * Sends many rows through one statement: in one transaction, which is a savepoint of the running one if there is one, so
     * that all rows are there afterwards or none. Memory is needed for one batch, however many rows there are.
     *
     * @param sql the statement, with a {@code ?} for each value
     * @param rows the values of each row in the order of the {@code ?}; read once
     * @param options how many rows at once, and who is told
     * @return what was done
     * @throws IllegalArgumentException if the statement has named parameters, or a row has more or fewer values than it has
     *     {@code ?}
     * @throws dev.cormorant.core.error.OrmException if the database refuses a row; the message says in which batch
     */
    public BatchResult executeBatch(String sql, Iterator<@Nullable Object[]> rows, BatchOptions options) {
        return batch(sql, options, writer -> rows.forEachRemaining(writer::add));
    }

    /**
     * Sends many rows through one statement, as {@link #executeBatch(String, Iterator, BatchOptions)}.
     *
     * @param sql the statement, with a {@code ?} for each value
     * @param rows the values of each row in the order of the {@code ?}; closed by the caller
     * @param options how many rows at once, and who is told
     * @return what was done
     */
    public BatchResult executeBatch(String sql, Stream<@Nullable Object[]> rows, BatchOptions options) {
        // An iterator of a stream would hold back what flatMap gives at once.
        return batch(sql, options, writer -> rows.sequential().forEachOrdered(writer::add));
    }

    /**
     * Sends many rows through one statement, 1,000 at once, as {@link #executeBatch(String, Iterator, BatchOptions)}.
     *
     * @param sql the statement, with a {@code ?} for each value
     * @param rows the values of each row in the order of the {@code ?}; read once
     * @return what was done
     */
    public BatchResult executeBatch(String sql, Iterator<@Nullable Object[]> rows) {
        return executeBatch(sql, rows, BatchOptions.defaults());
    }

    /**
     * Sends many rows through one statement, 1,000 at once, as {@link #executeBatch(String, Iterator, BatchOptions)}.
     *
     * @param sql the statement, with a {@code ?} for each value
     * @param rows the values of each row in the order of the {@code ?}; closed by the caller
     * @return what was done
     */
    public BatchResult executeBatch(String sql, Stream<@Nullable Object[]> rows) {
        return executeBatch(sql, rows, BatchOptions.defaults());
    }

    private BatchResult batch(String sql, BatchOptions options, Consumer<BatchWriter> rows) {
        ParsedSql parsed = parsed(sql);
        if (!parsed.names().isEmpty()) {
            throw new IllegalArgumentException(new FailedOperation("execute batch", database.label(), 0, sql)
                    .message("it has " + parsed.placeholders() + ", and the rows of a batch go by order; write ?"));
        }
        BatchWriter done = runner.batch(sql, parsed.positional(), options.size(), options.progress(), rows);
        long affected = done.affected();
        return new BatchResult(done.sent(), affected < 0 ? OptionalLong.empty() : OptionalLong.of(affected));
    }
}
