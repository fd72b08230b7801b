package dev.cormorant.sql.internal.model;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.entity.Attribute;
import dev.cormorant.sql.entity.EntityModel;
import dev.cormorant.sql.internal.map.RowPlan;
import dev.cormorant.sql.mapping.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The model of an entity of one class, or of a sealed one with its classes in one table ({@link #variants}). Rows of it are
 * {@link #attributes} in their order, followed by the column of the discriminator if there are variants. Safe for all threads.
 *
 * @param <E> the entity
 */
public final class Model<E> implements EntityModel<E> {

    private final Class<E> type;
    private final String name;
    private final Table table;
    private final List<AttributeModel> attributes;
    private final Map<String, AttributeModel> byPath = new LinkedHashMap<>();
    private final Map<Role, AttributeModel> byRole = new HashMap<>();
    private final List<RelationModel> relations;
    private final Key key;
    private final Making<E> making;

    /** How instances are made: by one class, or by one of several. */
    interface Making<E> {
        RowMapper<E> mapper(ResultSet rows) throws SQLException;

        Object with(E instance, Changes changes);

        Variants<E> variants();

        RowPlan<RowMapper<E>> plan(Positions positions);
    }

    /** Where the column of an attribute stands in a row, from 1. */
    interface Positions {
        int of(int attribute);
    }

    /**
     * The classes of an entity.
     *
     * @param discriminator the column that tells them apart; null if there is none
     * @param value what it holds for the one class of this model; null if there are several
     * @param models the models of several classes, by what the column holds; empty if there is one
     */
    record Variants<E>(
            @Nullable Discriminator discriminator, @Nullable Object value, Map<Object, Model<? extends E>> models) {}

    Model(
            Class<E> type,
            String name,
            Table table,
            List<AttributeModel> attributes,
            List<RelationModel> relations,
            Key key,
            Making<E> making) {
        this.type = type;
        this.name = name;
        this.table = table;
        this.attributes = List.copyOf(attributes);
        this.relations = List.copyOf(relations);
        this.key = key;
        this.making = making;
        for (AttributeModel attribute : attributes) {
            byPath.put(attribute.path(), attribute);
            byRole.put(attribute.role(), attribute);
        }
    }

    @Override
    public Class<E> type() {
        return type;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String table() {
        return table.name().name();
    }

    @Override
    public Optional<String> schema() {
        return table.schema().map(Identifier::name);
    }

    /** {@return the table as it is written in statements} */
    public Table tableName() {
        return table;
    }

    @Override
    public List<Attribute> attributes() {
        return List.copyOf(attributes);
    }

    /** {@return all attributes in the order of the columns} */
    public List<AttributeModel> columns() {
        return attributes;
    }

    @Override
    public Optional<Attribute> attribute(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /**
     * The attribute of a path.
     *
     * @param path the path; exact
     * @return the attribute
     * @throws MappingException if there is none; the message names those that there are
     */
    public AttributeModel column(String path) {
        AttributeModel found = byPath.get(path);
        if (found == null) {
            throw Refusal.of(
                    type, "there is no attribute \"" + path + "\"; there are " + String.join(", ", byPath.keySet()));
        }
        return found;
    }

    /** {@return its relations, in the order of the components; of a sealed entity none: its classes have them} */
    public List<RelationModel> relations() {
        return relations;
    }

    /**
     * The relation of a name.
     *
     * @param relation the name of the component
     * @return the relation; empty if there is none
     */
    public Optional<RelationModel> relation(String relation) {
        return relations.stream().filter(known -> known.name().equals(relation)).findFirst();
    }

    @Override
    public List<Attribute> id() {
        return List.copyOf(key.attributes());
    }

    /** {@return its key} */
    public Key key() {
        return key;
    }

    @Override
    public Optional<Attribute> version() {
        return Optional.ofNullable(byRole.get(Role.VERSION));
    }

    /**
     * The attribute with a part.
     *
     * @param role the part, not {@code ID} or {@code VALUE}
     * @return the attribute; null if it has none
     */
    public @Nullable AttributeModel with(Role role) {
        return byRole.get(role);
    }

    /** {@return the column that tells the classes in its table apart; null if there is one class} */
    public @Nullable Discriminator discriminator() {
        return making.variants().discriminator();
    }

    /** {@return what the discriminator holds for rows of this entity; null if it has several classes, or none has one} */
    public @Nullable Object discriminatorValue() {
        return making.variants().value();
    }

    /** {@return the models of the classes of a sealed entity, by what the discriminator holds; empty for a class} */
    public Map<Object, Model<? extends E>> variants() {
        return making.variants().models();
    }

    /**
     * The model of the class of an instance.
     *
     * @param instance the entity
     * @return this model, or that of a variant
     */
    @SuppressWarnings("unchecked") // the model of the class of an instance takes the instance
    public Model<E> of(E instance) {
        if (variants().isEmpty()) {
            return this;
        }
        return variants().values().stream()
                .filter(variant -> variant.type().isInstance(instance))
                .map(variant -> (Model<E>) variant)
                .findFirst()
                .orElseThrow(() -> Refusal.of(type, instance.getClass().getTypeName() + " is none of its classes"));
    }

    /**
     * The value of an attribute in an instance, which may be of any of the classes of a sealed entity.
     *
     * @param attribute an attribute of this model
     * @param instance the entity
     * @return the value; null if it is null, or the class of the instance has no such attribute
     */
    public @Nullable Object value(AttributeModel attribute, Object instance) {
        if (variants().isEmpty()) {
            return attribute.value(instance);
        }
        AttributeModel own = of(type.cast(instance)).byPath.get(attribute.path());
        return own == null ? null : own.value(instance);
    }

    /**
     * The key of an instance, which may be of any of the classes of a sealed entity.
     *
     * @param instance the entity
     * @return its key as a whole
     * @throws MappingException if it is null
     */
    public Object keyOf(Object instance) {
        return of(type.cast(instance)).key.of(instance);
    }

    /**
     * Whether the key of an instance is set: one that the database makes is not if it is null or 0.
     *
     * @param instance the entity
     * @return true if all of it is
     */
    public boolean hasKey(Object instance) {
        return of(type.cast(instance)).key.isSet(instance);
    }

    /**
     * In which columns two states of an entity differ, of those that the application writes and an update may change.
     *
     * @param before the one
     * @param after the other, of the same class
     * @return the attributes, in the order of the columns
     */
    public List<AttributeModel> differences(E before, E after) {
        return attributes.stream()
                .filter(attribute -> attribute.role() == Role.VALUE && attribute.isUpdatable())
                .filter(attribute -> !Objects.deepEquals(attribute.columnValue(before), attribute.columnValue(after)))
                .toList();
    }

    /**
     * The mapper for rows of this entity.
     *
     * @param rows the result
     * @return the mapper; for results of this shape only
     * @throws SQLException if the driver cannot tell the types of its columns
     */
    public RowMapper<E> mapper(ResultSet rows) throws SQLException {
        return making.mapper(rows);
    }

    /** How rows are read in which the columns stand elsewhere. */
    RowPlan<RowMapper<E>> plan(Positions positions) {
        return making.plan(positions);
    }

    /** {@return no changes yet, of an instance of a class} */
    public Changes changes() {
        return new Changes(attributes.size());
    }

    /**
     * An instance with other values.
     *
     * @param instance the entity, of the class of this model
     * @param changes the new values
     * @return another record, or the same instance of a class, which has been changed
     */
    public E with(E instance, Changes changes) {
        return changes.isEmpty() ? instance : type.cast(making.with(instance, changes));
    }

    @Override
    public String toString() {
        return name;
    }
}
