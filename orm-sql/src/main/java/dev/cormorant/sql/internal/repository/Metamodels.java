package dev.cormorant.sql.internal.repository;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.internal.query.Attributes;
import jakarta.data.metamodel.Attribute;
import jakarta.data.metamodel.SortableAttribute;
import jakarta.data.metamodel.StaticMetamodel;
import jakarta.data.metamodel.TextAttribute;
import jakarta.data.metamodel.impl.AttributeRecord;
import jakarta.data.metamodel.impl.SortableAttributeRecord;
import jakarta.data.metamodel.impl.TextAttributeRecord;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Fills the static metamodel of an entity: the class {@code _City} beside {@code City}, annotated with {@code StaticMetamodel}.
 * A field that is final, or has a value, is left alone.
 */
final class Metamodels {

    private Metamodels() {}

    static void fill(Class<?> entity, Attributes attributes) {
        Class<?> metamodel = beside(entity);
        StaticMetamodel of = metamodel == null ? null : metamodel.getAnnotation(StaticMetamodel.class);
        if (metamodel == null || of == null || of.value() != entity) {
            return;
        }
        for (Field field : metamodel.getFields()) {
            int modifiers = field.getModifiers();
            if (Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
                fill(field, attributes);
            }
        }
    }

    private static @Nullable Class<?> beside(Class<?> entity) {
        String name = entity.getName();
        int simple = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1;
        try {
            return Class.forName(
                    name.substring(0, simple) + "_" + name.substring(simple), true, entity.getClassLoader());
        } catch (ClassNotFoundException none) {
            return null;
        }
    }

    private static void fill(Field field, Attributes attributes) {
        String path = field.getName().replace('_', '.');
        Object attribute = attribute(field.getType(), path);
        if (attribute == null) {
            return;
        }
        if (attributes.attribute(path).isEmpty()) {
            throw new MappingException("fill " + field.getDeclaringClass().getName() + ": " + attributes.entity()
                    + " has no attribute " + path + "; there are " + String.join(", ", attributes.names()));
        }
        try {
            if (field.get(null) == null) {
                field.set(null, attribute);
            }
        } catch (IllegalAccessException closed) {
            throw new MappingException(
                    "fill " + field.getDeclaringClass().getName() + ": its field " + field.getName()
                            + " cannot be written; make the class public, in a package that is exported",
                    closed);
        }
    }

    private static @Nullable Object attribute(Class<?> type, String path) {
        if (type == TextAttribute.class) {
            return new TextAttributeRecord<>(path);
        } else if (type == SortableAttribute.class) {
            return new SortableAttributeRecord<>(path);
        }
        return type == Attribute.class ? new AttributeRecord<>(path) : null;
    }
}
