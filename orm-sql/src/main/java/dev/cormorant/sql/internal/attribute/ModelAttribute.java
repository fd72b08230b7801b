package dev.cormorant.sql.internal.attribute;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.sql.entity.Filterable;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.query.Attributes.Attribute;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a model.
 *
 * @param entity the model
 * @param model the attribute
 * @param product the database
 * @param types how columns are read
 * @param alias what stands before its column, with its dot; empty for nothing
 */
record ModelAttribute(Model<?> entity, AttributeModel model, Product product, ColumnTypes types, String alias)
        implements Attribute {

    @Override
    public String path() {
        return model.path();
    }

    @Override
    public String column() {
        return alias + model.identifier().in(product);
    }

    @Override
    public Class<?> type() {
        return model.type();
    }

    @Override
    public boolean nullable() {
        return model.isNullable();
    }

    @Override
    public boolean filterable() {
        return model.field().isAnnotationPresent(Filterable.class);
    }

    @Override
    public @Nullable Object of(Object instance) {
        return entity.value(model, instance);
    }

    @Override
    public @Nullable Object toColumn(@Nullable Object value) {
        return model.toColumn(value);
    }

    @Override
    public @Nullable Object read(ResultSet rows, int column) throws SQLException {
        return model.form().fromColumn(types.read(rows, column, model.columnType()));
    }
}
