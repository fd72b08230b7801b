package dev.cormorant.sql.internal.model;

import dev.cormorant.core.error.MappingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key of an entity: one attribute, an embedded object, or several attributes with a class of their own. */
public final class Key {

    private final Class<?> entity;
    private final Class<?> type;
    private final List<AttributeModel> attributes;
    private final @Nullable Structure idClass;
    private final List<AttributeModel> ofIdClass;

    private Key(
            Class<?> entity,
            Class<?> type,
            List<AttributeModel> attributes,
            @Nullable Structure idClass,
            List<AttributeModel> ofIdClass) {
        this.entity = entity;
        this.type = type;
        this.attributes = List.copyOf(attributes);
        this.idClass = idClass;
        this.ofIdClass = List.copyOf(ofIdClass);
    }

    /** The key of one attribute, or of one embedded object. */
    static Key of(Class<?> entity, List<AttributeModel> attributes) {
        AttributeModel first = attributes.get(0);
        Class<?> type =
                first.way().size() == 1 ? first.type() : first.way().get(0).type();
        return new Key(entity, type, attributes, null, List.of());
    }

    /**
     * The key of several attributes.
     *
     * @param idClass how its class is put together
     * @param ofIdClass for each attribute that of the class
     */
    static Key ofIdClass(
            Class<?> entity, List<AttributeModel> attributes, Structure idClass, List<AttributeModel> ofIdClass) {
        return new Key(entity, idClass.type(), attributes, idClass, ofIdClass);
    }

    /** {@return the type of a key as a whole} */
    public Class<?> type() {
        return type;
    }

    /** {@return its attributes, in the order of the columns} */
    public List<AttributeModel> attributes() {
        return attributes;
    }

    /** {@return its one attribute, or the first of several} */
    public AttributeModel first() {
        return attributes.get(0);
    }

    /** {@return whether it is one column} */
    public boolean isSingle() {
        return attributes.size() == 1;
    }

    /**
     * The key of an instance.
     *
     * @param instance the entity
     * @return its key as a whole
     * @throws MappingException if it is null
     */
    public Object of(Object instance) {
        Object key;
        if (idClass != null) {
            Changes values = new Changes(ofIdClass.size());
            for (int i = 0; i < attributes.size(); i++) {
                values.set(ofIdClass.get(i), attributes.get(i).value(instance));
            }
            key = idClass.with(null, values);
        } else if (first().way().size() == 1) {
            key = first().value(instance);
        } else {
            key = first().way().get(0).get(instance);
        }
        if (key == null) {
            throw new MappingException("take the key of a " + entity.getTypeName()
                    + ": it is null; a key that nobody makes" + " must be set before the entity is written");
        }
        return key;
    }

    /** Whether an instance has it: one that the database makes is not there if it is null or 0. */
    boolean isSet(Object instance) {
        return attributes.stream().allMatch(attribute -> {
            Object value = attribute.value(instance);
            boolean zero = value instanceof Number number && number.longValue() == 0;
            return value != null && !(zero && attribute.isGeneratedByDatabase());
        });
    }

    /**
     * What goes into the columns for a key.
     *
     * @param key the key as a whole; an {@code Integer} may stand for a {@code Long}
     * @return the values to bind, in the order of {@link #attributes}
     * @throws IllegalArgumentException if it has another type
     */
    public List<@Nullable Object> columns(Object key) {
        Object fitting = fitting(key);
        List<@Nullable Object> columns = new ArrayList<>(attributes.size());
        for (int i = 0; i < attributes.size(); i++) {
            AttributeModel attribute = attributes.get(i);
            Object value = idClass != null
                    ? ofIdClass.get(i).value(fitting)
                    : attribute.way().size() == 1 ? fitting : attribute.value(fitting, 1);
            columns.add(attribute.toColumn(value));
        }
        return columns;
    }

    /**
     * A key as {@link #of} would give it.
     *
     * @param key the key as a whole; an {@code Integer} may stand for a {@code Long}
     * @return the key in the type of the entity
     * @throws IllegalArgumentException if it has another type
     */
    public Object fitting(Object key) {
        if (type.isInstance(key)) {
            return key;
        }
        if (type == Long.class && (key instanceof Integer || key instanceof Short || key instanceof Byte)) {
            return ((Number) key).longValue();
        }
        throw new IllegalArgumentException("the key of " + entity.getTypeName() + " is a " + type.getTypeName()
                + ", and not a " + key.getClass().getTypeName());
    }
}
