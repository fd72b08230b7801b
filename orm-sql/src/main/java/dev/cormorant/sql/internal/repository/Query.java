package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.query.Attributes.Attribute;
import dev.cormorant.sql.internal.query.Expression.Count;
import dev.cormorant.sql.internal.query.Expression.Path;
import dev.cormorant.sql.internal.query.QueryException;
import dev.cormorant.sql.internal.query.Renderer;
import dev.cormorant.sql.internal.query.Statement;
import dev.cormorant.sql.internal.query.Statement.Select;
import dev.cormorant.sql.internal.run.RowReader;
import dev.cormorant.sql.mapping.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A statement about one entity, and where its values come from.
 *
 * @param entity the entity
 * @param attributes what it has
 * @param statement the statement
 * @param parameters its parameters
 */
record Query(Class<?> entity, Attributes attributes, Statement statement, Parameters parameters) {

    Renderer renderer(Context context) {
        return new Renderer(context.dialect(), attributes, parameters::type);
    }

    /** {@return how what it selects is read} */
    RowReader<? extends @Nullable Object> reader(Context context) {
        if (!(statement instanceof Select select) || select.selected() == null) {
            return context.entities().reader(entity);
        }
        if (select.selected() instanceof Count) {
            return result -> row -> row.getLong(1);
        }
        Attribute attribute = selected(select);
        AttributeRow mapper = new AttributeRow(attribute);
        return result -> mapper;
    }

    /** Reads a row that is one attribute. */
    private record AttributeRow(Attribute attribute) implements RowMapper<@Nullable Object> {
        @Override
        @SuppressWarnings("NullAway") // It does not know a nullable type argument.
        public @Nullable Object map(ResultSet row) throws SQLException {
            return attribute.read(row, 1);
        }
    }

    private Attribute selected(Select select) {
        String name = select.selected() instanceof Path path ? path.name() : "";
        return attributes
                .attribute(name)
                .orElseThrow(() -> new QueryException(attributes.entity() + " has no attribute " + name
                        + "; its attributes are " + String.join(", ", attributes.names())));
    }

    /** {@return what one row of it is} */
    Class<?> rowType() {
        if (!(statement instanceof Select select) || select.selected() == null) {
            return entity;
        }
        return select.selected() instanceof Count
                ? Long.class
                : selected(select).type();
    }
}
