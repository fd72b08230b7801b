package dev.cormorant.testing.data.internal.sample;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an entity or an embedded object consists of, and how one is made.
 *
 * @param type its class: a record, or a class with a constructor without parameters
 * @param slots its components or fields, those of a superclass first
 */
record Shape(Class<?> type, List<Slot> slots) {

    static Shape of(Class<?> type) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            throw new IllegalArgumentException(
                    "samples of " + type.getTypeName() + ": it is abstract; ask for one of its classes");
        }
        return new Shape(type, type.isRecord() ? components(type) : fields(type));
    }

    private static List<Slot> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> new Slot(field(type, component.getName())))
                .toList();
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException("every component of a record has a field", impossible);
        }
    }

    private static List<Slot> fields(Class<?> type) {
        List<Slot> slots = new ArrayList<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            List<Slot> own = Arrays.stream(each.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers())
                            && !Modifier.isTransient(field.getModifiers())
                            && !field.isSynthetic())
                    .map(Slot::new)
                    .toList();
            slots.addAll(0, own);
        }
        return slots;
    }

    Optional<Slot> slot(String name) {
        return slots.stream().filter(slot -> slot.name().equals(name)).findFirst();
    }

    /** Makes an instance with these values, by the names of the slots. */
    Object make(Map<String, @Nullable Object> values) {
        try {
            return type.isRecord() ? record(values) : instance(values);
        } catch (ReflectiveOperationException | RuntimeException refused) {
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            throw new IllegalArgumentException(
                    "samples of " + type.getTypeName() + ": cannot make one: " + cause.getMessage(), cause);
        }
    }

    private Object record(Map<String, @Nullable Object> values) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(Arrays.stream(components)
                .map(component -> values.get(component.getName()))
                .toArray());
    }

    private Object instance(Map<String, @Nullable Object> values) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = constructor.newInstance();
        for (Slot slot : slots) {
            if (values.containsKey(slot.name())) {
                slot.field().setAccessible(true);
                slot.field().set(instance, values.get(slot.name()));
            }
        }
        return instance;
    }

    /** {@return the value of the only key of an entity; empty if it has none or several, or it is null} */
    static Optional<Object> key(Object entity) {
        List<Slot> keys =
                Shape.of(entity.getClass()).slots().stream().filter(Slot::isId).toList();
        if (keys.size() != 1) {
            return Optional.empty();
        }
        try {
            keys.get(0).field().setAccessible(true);
            return Optional.ofNullable(keys.get(0).field().get(entity));
        } catch (ReflectiveOperationException | RuntimeException closed) {
            throw new IllegalArgumentException(
                    "cannot read the key of " + entity.getClass().getTypeName(), closed);
        }
    }
}
