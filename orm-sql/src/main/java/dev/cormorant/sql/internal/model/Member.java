package dev.cormorant.sql.internal.model;

import dev.cormorant.core.error.MappingException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One component of a record or field of a class, as it is got and set: a column, an embedded structure, or neither. */
final class Member {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final int NO_ATTRIBUTE = -1;

    private final Field field;
    private final int attribute;
    private final @Nullable Structure embedded;
    private final boolean alwaysThere;
    private final @Nullable RelationModel relation;
    /** Made when they are needed first, since who only reads into a record needs neither; two threads may make the same. */
    private @Nullable MethodHandle getter;

    private @Nullable MethodHandle setter;

    private Member(
            Field field,
            int attribute,
            @Nullable Structure embedded,
            boolean alwaysThere,
            @Nullable RelationModel relation) {
        this.field = field;
        this.attribute = attribute;
        this.embedded = embedded;
        this.alwaysThere = alwaysThere;
        this.relation = relation;
        try {
            field.setAccessible(true);
        } catch (InaccessibleObjectException closed) {
            Class<?> owner = field.getDeclaringClass();
            throw Refusal.of(
                    owner,
                    field.getName(),
                    "cannot be read; open " + owner.getPackageName() + " to dev.cormorant.sql",
                    closed);
        }
    }

    static Member column(Field field, int attribute) {
        return new Member(field, attribute, null, false, null);
    }

    static Member embedded(Field field, Structure structure, boolean alwaysThere) {
        return new Member(field, NO_ATTRIBUTE, structure, alwaysThere, null);
    }

    /** One that holds the other end of a relation. */
    static Member relation(Field field, RelationModel relation) {
        return new Member(field, NO_ATTRIBUTE, null, false, relation);
    }

    /** One that no column belongs to. */
    static Member unmapped(Field field) {
        return new Member(field, NO_ATTRIBUTE, null, false, null);
    }

    String name() {
        return field.getName();
    }

    Class<?> type() {
        return field.getType();
    }

    int attribute() {
        return attribute;
    }

    boolean isColumn() {
        return attribute != NO_ATTRIBUTE;
    }

    boolean isMapped() {
        return isColumn() || embedded != null;
    }

    @Nullable
    RelationModel relation() {
        return relation;
    }

    @Nullable
    Structure embedded() {
        return embedded;
    }

    /** Whether an embedded structure is one even if all of its columns are null, as a key is. */
    boolean alwaysThere() {
        return alwaysThere;
    }

    @Nullable
    Object get(Object owner) {
        try {
            return (Object) getter().invokeExact(owner);
        } catch (Error | RuntimeException meant) {
            throw meant;
        } catch (Throwable impossible) {
            throw new LinkageError("a field throws nothing checked", impossible);
        }
    }

    void set(Object owner, @Nullable Object value) {
        try {
            setter().invoke(owner, value);
        } catch (Error | RuntimeException meant) {
            throw meant;
        } catch (Throwable impossible) {
            throw new LinkageError("a field throws nothing checked", impossible);
        }
    }

    private MethodHandle getter() {
        MethodHandle there = getter;
        if (there == null) {
            try {
                there = LOOKUP.unreflectGetter(field).asType(MethodType.methodType(Object.class, Object.class));
            } catch (IllegalAccessException impossible) {
                throw new LinkageError(field + " has been made accessible", impossible);
            }
            getter = there;
        }
        return there;
    }

    /** The way to set the field of a class. */
    MethodHandle setter() {
        MethodHandle there = setter;
        if (there == null) {
            there = newSetter();
            setter = there;
        }
        return there;
    }

    private MethodHandle newSetter() {
        if (Modifier.isFinal(field.getModifiers())) {
            throw Refusal.of(
                    field.getDeclaringClass(),
                    field.getName(),
                    "is final, so that a row could not be read into it; make the class a record, or the field not final");
        }
        try {
            return LOOKUP.unreflectSetter(field);
        } catch (IllegalAccessException impossible) {
            throw new LinkageError(field + " has been made accessible", impossible);
        }
    }

    /** {@return what an Optional holds, or null; the value itself if it is none} */
    static @Nullable Object unwrapped(@Nullable Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    /** {@return the value as the component wants it} */
    @Nullable
    Object wrapped(@Nullable Object value) {
        if (type() == Optional.class) {
            return Optional.ofNullable(value);
        }
        if (value == null && type().isPrimitive()) {
            throw new MappingException("set the component " + name() + " of "
                    + field.getDeclaringClass().getSimpleName() + " of type " + type() + ": there is no value for it");
        }
        return value;
    }

    /** {@return what the component is if nobody says} */
    @Nullable
    Object initial() {
        if (relation != null) {
            return relation.notLoaded();
        }
        if (type() == Optional.class) {
            return Optional.empty();
        }
        // A fresh array holds the zero of its type.
        return type().isPrimitive() ? Array.get(Array.newInstance(type(), 1), 0) : null;
    }
}
