package dev.cormorant.sql.internal.model;

import dev.cormorant.core.error.MappingException;
import jakarta.persistence.EnumeratedValue;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Enums: by name, by position, or by a value of their own; and sets of them, as their names with commas between. */
final class EnumForm {

    private EnumForm() {}

    static Form of(Class<?> type, boolean ordinal) {
        Field own = ownValue(type);
        if (own != null) {
            return byOwnValue(type, own);
        }
        return ordinal ? byPosition(type) : Form.plain(type);
    }

    static boolean hasOwnValue(Class<?> type) {
        return ownValue(type) != null;
    }

    private static @Nullable Field ownValue(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(EnumeratedValue.class))
                .findFirst()
                .orElse(null);
    }

    private static Form byPosition(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return Form.converted(Integer.class, Arrays.asList(constants)::indexOf, position -> {
            int index = (Integer) position;
            if (index < 0 || index >= constants.length) {
                throw new MappingException("read " + type.getSimpleName()
                        + ": the position in the column is none of 0 to " + (constants.length - 1));
            }
            return constants[index];
        });
    }

    private static Form byOwnValue(Class<?> type, Field own) {
        Member value = Member.unmapped(own);
        Map<Object, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            Object held = value.get(constant);
            if (held == null || constants.put(held, constant) != null) {
                throw Refusal.of(type, own.getName(), "has one value twice, or none; give each constant its own");
            }
        }
        Class<?> columnType = constants.keySet().iterator().next().getClass();
        return Form.converted(columnType, constant -> present(value.get(constant), type), held -> {
            Object constant = constants.get(held);
            return present(constant, type);
        });
    }

    private static Object present(@Nullable Object found, Class<?> type) {
        if (found == null) {
            throw new MappingException(
                    "read " + type.getSimpleName() + ": what the column holds belongs to none of its constants");
        }
        return found;
    }

    static Form ofSet(Class<?> type) {
        Map<String, Object> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(constant -> ((Enum<?>) constant).name(), constant -> constant));
        return Form.converted(String.class, EnumForm::names, text -> {
            Set<Object> set = new LinkedHashSet<>();
            for (String name : ((String) text).split(",", -1)) {
                if (!name.isEmpty()) {
                    set.add(present(constants.get(name), type));
                }
            }
            return Collections.unmodifiableSet(set);
        });
    }

    /** In the order of the constants, which is their natural one, so that equal sets are equal texts. */
    private static Object names(Object set) {
        return ((Collection<?>) set)
                .stream().sorted().map(constant -> ((Enum<?>) constant).name()).collect(Collectors.joining(","));
    }
}
