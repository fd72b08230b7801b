package dev.cormorant.sql.internal.entity;

import static dev.cormorant.sql.entity.QueryKind.SELECT;

import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.Scope;
import dev.cormorant.sql.internal.run.PlainQuery;
import dev.cormorant.sql.internal.text.BoundSql;
import dev.cormorant.sql.mapping.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * All rows of an entity that are there for a caller, to be read one after the other: without those that are marked as deleted or
 * archived, and as hooks let them be seen. Safe for all threads.
 *
 * @param <E> the entity
 */
public final class EntityQuery<E> {

    private final Models models;
    private final Model<E> model;
    private final @Nullable Rules<E> rules;
    private final Narrowing narrowing;

    /**
     * Writes the statement.
     *
     * @param registry the entities of the database
     * @param type the class
     * @throws dev.cormorant.core.error.MappingException if its model cannot work
     */
    public EntityQuery(EntityRegistry registry, Class<E> type) {
        registry.of(type);
        this.models = registry.models();
        this.model = models.of(type);
        this.rules = registry.hooks().rules(model);
        this.narrowing = new Narrowing(model, models.product(), Scope.LIVE, rules);
    }

    /** {@return the model of the entity} */
    public Model<E> model() {
        return model;
    }

    /** {@return the query for one call, of which hooks are asked now; ordered by the key} */
    public PlainQuery query() {
        Narrowed rows = narrowing.to(SELECT);
        String text = rows.sql().all;
        return new PlainQuery(text, new BoundSql(text, rows.values()), models.types());
    }

    /**
     * The way from rows to entities.
     *
     * @param rows the result
     * @return makes an entity of each row, and lets hooks look at it
     * @throws SQLException if the driver cannot tell the types of its columns
     */
    public RowMapper<E> mapper(ResultSet rows) throws SQLException {
        RowMapper<E> mapper = model.mapper(rows);
        Rules<E> looking = rules;
        return looking == null ? mapper : row -> looking.loaded(mapper.map(row));
    }
}
