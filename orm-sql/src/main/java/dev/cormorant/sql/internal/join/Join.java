package dev.cormorant.sql.internal.join;

import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Changes;
import dev.cormorant.sql.internal.model.Identifier;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.RelationModel;
import dev.cormorant.sql.internal.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What joins the two ends of a relation: rows whose columns hold the same values, or values that a row of a link table holds
 * together.
 *
 * @param relation the relation
 * @param owning whether the near end holds the key of the far one
 * @param target the entity at the far end
 * @param near the attributes at the near end
 * @param far those at the far end, in the same order
 * @param link the table between them; null if there is none
 */
public record Join(
        RelationModel relation,
        boolean owning,
        Model<?> target,
        List<AttributeModel> near,
        List<AttributeModel> far,
        @Nullable Link link) {

    /**
     * A table that holds pairs.
     *
     * @param table the table
     * @param near for each attribute at the near end its column
     * @param far for each attribute at the far end its column
     */
    public record Link(Table table, List<Identifier> near, List<Identifier> far) {

        Link turned() {
            return new Link(table, /* near= */ far, /* far= */ near);
        }
    }

    /** {@return the model at the far end, for rows that were read there} */
    @SuppressWarnings("unchecked") // what is read there is an entity of it
    public Model<Object> rows() {
        return (Model<Object>) target;
    }

    /** The same seen from the other end. */
    Join turned(RelationModel from, Model<?> to) {
        return new Join(from, false, to, /* near= */ far, /* far= */ near, link == null ? null : link.turned());
    }

    /**
     * The condition that columns of two tables hold the same.
     *
     * @param product the database
     * @param left what stands before the columns of the one, with its dot
     * @param leftColumns its columns
     * @param right what stands before those of the other, with its dot
     * @param rightColumns its columns, in the same order
     * @return the condition
     */
    public static String equal(
            Product product, String left, List<Identifier> leftColumns, String right, List<Identifier> rightColumns) {
        return IntStream.range(0, leftColumns.size())
                .mapToObj(i -> left + leftColumns.get(i).in(product) + " = " + right
                        + rightColumns.get(i).in(product))
                .collect(Collectors.joining(" and "));
    }

    /**
     * The columns of attributes.
     *
     * @param attributes the attributes
     * @return their columns, in the same order
     */
    public static List<Identifier> columns(List<AttributeModel> attributes) {
        return attributes.stream().map(AttributeModel::identifier).toList();
    }

    /**
     * An entity of the far end with what joins it to one of the near end.
     *
     * @param member the entity
     * @param joined what the near end is joined by; null for nothing
     * @return the entity with these values
     */
    public Object joined(Object member, @Nullable Object joined) {
        Model<Object> own = rows().of(member);
        Changes changes = own.changes();
        for (int i = 0; i < far.size(); i++) {
            AttributeModel attribute = own.column(far.get(i).path());
            changes.set(attribute, joined == null || far.size() == 1 ? joined : ((List<?>) joined).get(i));
        }
        return own.with(member, changes);
    }

    /**
     * What an instance is joined by.
     *
     * @param model the model of the entity
     * @param attributes its attributes that join it
     * @param instance the entity
     * @return the value of the one attribute, or the list of the values of several; null if one of them is null
     */
    public static @Nullable Object value(Model<?> model, List<AttributeModel> attributes, Object instance) {
        if (attributes.size() == 1) {
            return model.value(attributes.get(0), instance);
        }
        List<Object> values = new ArrayList<>(attributes.size());
        for (AttributeModel attribute : attributes) {
            Object value = model.value(attribute, instance);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    /**
     * The values of the columns for what an instance is joined by.
     *
     * @param attributes the attributes
     * @param joined what {@link #value} gave for them
     * @return what is bound, in the same order
     */
    public static List<@Nullable Object> bound(List<AttributeModel> attributes, Object joined) {
        List<@Nullable Object> bound = new ArrayList<>(attributes.size());
        for (int i = 0; i < attributes.size(); i++) {
            Object value = attributes.size() == 1 ? joined : ((List<?>) joined).get(i);
            bound.add(attributes.get(i).toColumn(value));
        }
        return bound;
    }
}
