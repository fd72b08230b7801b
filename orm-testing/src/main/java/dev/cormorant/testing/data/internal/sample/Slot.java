package dev.cormorant.testing.data.internal.sample;

import dev.cormorant.sql.entity.Archived;
import dev.cormorant.sql.entity.CreatedAt;
import dev.cormorant.sql.entity.SoftDelete;
import dev.cormorant.sql.entity.UpdatedAt;
import dev.cormorant.sql.entity.UuidV7;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record or a field of a class.
 *
 * @param field the field behind it, with its annotations
 */
record Slot(Field field) {

    private static final int USUAL_LENGTH = 255;
    private static final List<Class<? extends Annotation>> RELATIONS =
            List.of(ManyToOne.class, OneToOne.class, OneToMany.class, ManyToMany.class);
    private static final List<Class<? extends Annotation>> FILLED_BY_THE_LAYER = List.of(
            GeneratedValue.class,
            UuidV7.class,
            Version.class,
            CreatedAt.class,
            UpdatedAt.class,
            SoftDelete.class,
            Archived.class);

    String name() {
        return field.getName();
    }

    boolean has(Class<? extends Annotation> annotation) {
        return field.isAnnotationPresent(annotation);
    }

    boolean isRelation() {
        return RELATIONS.stream().anyMatch(this::has);
    }

    boolean isId() {
        return has(Id.class) || has(EmbeddedId.class);
    }

    /** {@return whether the layer or the database fills it, so that a new entity has nothing there} */
    boolean isFilledLater() {
        return has(Transient.class) || FILLED_BY_THE_LAYER.stream().anyMatch(this::has);
    }

    boolean isEmbedded() {
        return has(Embedded.class) || has(EmbeddedId.class) || type().isAnnotationPresent(Embeddable.class);
    }

    boolean isOptional() {
        return field.getType() == Optional.class;
    }

    /** {@return the type of the value, boxed, inside an Optional} */
    Class<?> type() {
        Type inner = isOptional() ? argument(0) : field.getType();
        Class<?> raw = raw(inner);
        return MethodType.methodType(raw).wrap().returnType();
    }

    /** {@return the type of the value with its arguments} */
    Type genericType() {
        return isOptional() ? argument(0) : field.getGenericType();
    }

    private Type argument(int index) {
        return argument(field.getGenericType(), index);
    }

    static Type argument(Type type, int index) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw
                ? raw
                : Object.class;
    }

    private @Nullable Column column() {
        return field.getAnnotation(Column.class);
    }

    /** {@return the most characters of a text} */
    int length() {
        Column column = column();
        return column == null ? USUAL_LENGTH : column.length();
    }

    int precision() {
        Column column = column();
        return column == null ? 0 : column.precision();
    }

    int scale() {
        Column column = column();
        return column == null ? 0 : column.scale();
    }

    boolean isUnique() {
        Column column = column();
        return has(Id.class) || (column != null && column.unique());
    }

    boolean isNullable() {
        Column column = column();
        return !field.getType().isPrimitive() && !isId() && (column == null || column.nullable());
    }

    /** {@return whether it holds the key of the entity of a relation} */
    boolean isKeyOf(Slot relation) {
        JoinColumn join = relation.field().getAnnotation(JoinColumn.class);
        String plain = name().replace("_", "");
        return plain.equalsIgnoreCase(relation.name() + "Id")
                || (join != null && plain.equalsIgnoreCase(join.name().replace("_", "")));
    }
}
