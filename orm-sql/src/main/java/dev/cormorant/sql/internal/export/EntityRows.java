package dev.cormorant.sql.internal.export;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.internal.entity.EntityQuery;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Discriminator;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.run.Query;
import dev.cormorant.sql.internal.run.RowReader;
import dev.cormorant.sql.mapping.RowMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entities of a class as they are read, each value as what would go into its column. They are made of their rows first, since hooks
 * may show them otherwise than they are.
 *
 * @param <E> the entity
 * @param entities the entities
 */
record EntityRows<E>(EntityQuery<E> entities) implements Rows {

    @Override
    public Query query() {
        return entities.query();
    }

    @Override
    public RowReader<Boolean> into(Cells cells) {
        return rows -> {
            RowMapper<E> mapper = entities.mapper(rows);
            cells.begin(labels());
            return row -> {
                write(mapper.map(row), cells);
                return true;
            };
        };
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        entities.model().columns().forEach(attribute -> labels.add(attribute.column()));
        Discriminator discriminator = entities.model().discriminator();
        if (discriminator != null) {
            labels.add(discriminator.column().name());
        }
        return labels;
    }

    private void write(E entity, Cells cells) {
        Model<E> model = entities.model();
        cells.beginRow();
        int column = 0;
        for (AttributeModel attribute : model.columns()) {
            cells.at(column++);
            write(attribute, attribute.toColumn(model.value(attribute, entity)), cells);
        }
        if (model.discriminator() != null) {
            cells.at(column);
            Values.write(model.of(entity).discriminatorValue(), cells);
        }
        cells.endRow();
    }

    private static void write(AttributeModel attribute, @Nullable Object value, Cells cells) {
        if (value != null && attribute.form().isJson()) {
            cells.document(value.toString());
        } else if (!Values.write(value, cells)) {
            throw new MappingException(
                    "the attribute " + attribute.path() + " is a "
                            + attribute.columnType().getTypeName()
                            + " in its column, which has no text here; export a query that makes one of it",
                    null);
        }
    }
}
