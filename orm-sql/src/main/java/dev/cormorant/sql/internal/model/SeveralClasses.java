package dev.cormorant.sql.internal.model;

import dev.cormorant.core.driver.PrimitiveGetters;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.internal.map.RowPlan;
import dev.cormorant.sql.mapping.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the instances of a sealed entity: the discriminator, which is the last column, says of which class. */
final class SeveralClasses<E> implements Model.Making<E> {

    private final Class<E> type;
    private final Model.Variants<E> variants;
    private final Discriminator discriminator;
    private final Map<Object, RowPlan<RowMapper<E>>> plans;
    private final Models models;
    private final int last;

    SeveralClasses(
            Class<E> type,
            Discriminator discriminator,
            Map<Object, Model<? extends E>> classes,
            Map<Object, RowPlan<RowMapper<E>>> plans,
            Models models,
            int last) {
        this.type = type;
        this.variants = new Model.Variants<>(discriminator, null, classes);
        this.discriminator = discriminator;
        this.plans = plans;
        this.models = models;
        this.last = last;
    }

    @Override
    public RowMapper<E> mapper(ResultSet rows) throws SQLException {
        PrimitiveGetters getters = models.getters(rows);
        Map<Object, RowMapper<E>> mappers = new HashMap<>();
        for (Map.Entry<Object, RowPlan<RowMapper<E>>> plan : plans.entrySet()) {
            mappers.put(plan.getKey(), plan.getValue().mapper(getters));
        }
        return row -> {
            Object held = models.types().read(row, last, discriminator.type());
            @Nullable RowMapper<E> mapper = held == null ? null : mappers.get(held);
            if (mapper == null) {
                throw new MappingException("read a " + type.getTypeName() + ": the column "
                        + discriminator.column().name() + " holds none of " + plans.keySet());
            }
            return mapper.map(row);
        };
    }

    @Override
    public Object with(E instance, Changes changes) {
        throw new IllegalStateException("an instance is changed by the model of its own class");
    }

    @Override
    public RowPlan<RowMapper<E>> plan(Model.Positions positions) {
        throw new IllegalStateException("rows are read by the models of the classes");
    }

    @Override
    public Model.Variants<E> variants() {
        return variants;
    }
}
