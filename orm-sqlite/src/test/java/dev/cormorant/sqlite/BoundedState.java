package dev.cormorant.sqlite;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Everything with a size that an object of ours holds, directly or through other objects of ours, by the field that holds it. */
final class BoundedState {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private final Map<String, Integer> sizes = new TreeMap<>();

    private BoundedState() {}

    /** {@return the size of each collection, map and array: the largest of each field} */
    static Map<String, Integer> of(Object root) throws IllegalAccessException {
        BoundedState walk = new BoundedState();
        walk.visit(root);
        while (!walk.open.isEmpty()) {
            walk.look(walk.open.pop());
        }
        return walk.sizes;
    }

    private void visit(@Nullable Object object) {
        if (object != null && object.getClass().getName().startsWith("dev.cormorant.") && seen.add(object)) {
            open.push(object);
        }
    }

    private void look(Object owner) throws IllegalAccessException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            if (!type.getName().startsWith("dev.cormorant.")) {
                return;
            }
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    value(type.getSimpleName() + "." + field.getName(), field.get(owner));
                }
            }
        }
    }

    private void value(String field, @Nullable Object value) {
        if (value instanceof Collection<?> some) {
            sized(field, some);
        } else if (value instanceof Map<?, ?> map) {
            sized(field, map.values());
            map.keySet().forEach(this::visit);
        } else if (value instanceof Object[] array) {
            sized(field, java.util.Arrays.asList(array));
        } else if (value instanceof AtomicReferenceArray<?> array) {
            sizes.merge(field, array.length(), Math::max);
            for (int i = 0; i < array.length(); i++) {
                visit(array.get(i));
            }
        } else if (value instanceof AtomicReference<?> reference) {
            visit(reference.get());
        } else {
            visit(value);
        }
    }

    private void sized(String field, Collection<?> elements) {
        sizes.merge(field, elements.size(), Math::max);
        elements.forEach(this::visit);
    }
}
