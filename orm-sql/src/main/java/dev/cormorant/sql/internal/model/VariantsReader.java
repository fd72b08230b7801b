package dev.cormorant.sql.internal.model;

import dev.cormorant.sql.internal.map.RowPlan;
import dev.cormorant.sql.mapping.RowMapper;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the model of a sealed entity, whose classes share a table. */
final class VariantsReader {

    private final Models models;

    VariantsReader(Models models) {
        this.models = models;
    }

    <E> Model<E> read(Class<E> type, String name, Table table) {
        Discriminator discriminator = Hierarchy.discriminator(Hierarchy.root(type));
        if (!type.isSealed() || discriminator == null) {
            throw Refusal.of(
                    type,
                    "it is abstract, and rows become one of its classes only if it is sealed and says by which column; add"
                            + " sealed and @DiscriminatorColumn, or pass a record or class");
        }
        Map<Object, Model<? extends E>> classes = classes(type);
        Map<String, AttributeModel> columns = columns(type, classes);
        List<AttributeModel> attributes = new ArrayList<>();
        columns.values().forEach(column -> attributes.add(column));
        Map<Object, RowPlan<RowMapper<E>>> plans = new LinkedHashMap<>();
        classes.forEach((value, model) -> plans.put(value, plan(model, List.copyOf(columns.keySet()))));
        SeveralClasses<E> making =
                new SeveralClasses<>(type, discriminator, classes, plans, models, attributes.size() + 1);
        Key key = classes.values().iterator().next().key();
        return new Model<>(type, name, table, attributes, List.of(), key, making);
    }

    private <E> Map<Object, Model<? extends E>> classes(Class<E> type) {
        Map<Object, Model<? extends E>> classes = new LinkedHashMap<>();
        for (Class<? extends E> permitted : leaves(type)) {
            Model<? extends E> model = models.of(permitted);
            Object value = model.discriminatorValue();
            if (value == null || classes.put(value, model) != null) {
                throw Refusal.of(
                        permitted, "another class has the same @DiscriminatorValue \"" + value + "\"; change one");
            }
        }
        return classes;
    }

    /** What a sealed type permits is of that type. */
    @SuppressWarnings("unchecked")
    private static <E> List<Class<? extends E>> leaves(Class<E> type) {
        return Stream.of(type.getPermittedSubclasses())
                .map(permitted -> (Class<? extends E>) permitted)
                .flatMap(permitted -> Modifier.isAbstract(permitted.getModifiers())
                        ? VariantsReader.<E>below(permitted)
                        : Stream.of(permitted))
                .toList();
    }

    private static <E> Stream<Class<? extends E>> below(Class<? extends E> type) {
        if (!type.isSealed()) {
            throw Refusal.of(type, "it is abstract and open; make it sealed");
        }
        return leaves(type).stream().map(leaf -> leaf);
    }

    /** The attributes of all classes by path; those of the same path must be the same column. */
    private static <E> Map<String, AttributeModel> columns(Class<E> type, Map<Object, Model<? extends E>> classes) {
        Map<String, AttributeModel> columns = new LinkedHashMap<>();
        for (Model<? extends E> model : classes.values()) {
            for (AttributeModel attribute : model.columns()) {
                AttributeModel other = columns.putIfAbsent(attribute.path(), attribute);
                if (other != null
                        && (!other.column().equals(attribute.column())
                                || other.columnType() != attribute.columnType()
                                || other.isId() != attribute.isId())) {
                    throw Refusal.of(
                            type,
                            attribute.path(),
                            "has another column, type or part in "
                                    + model.type().getSimpleName()
                                    + " than in its other classes; make them alike, or give one of them another name");
                }
            }
        }
        return columns;
    }

    /** A plan for the class of a model gives instances of it, and so of the sealed type. */
    @SuppressWarnings("unchecked")
    private <E> RowPlan<RowMapper<E>> plan(Model<? extends E> model, List<String> paths) {
        return ((Model<E>) model)
                .plan(i -> 1 + paths.indexOf(model.columns().get(i).path()));
    }
}
