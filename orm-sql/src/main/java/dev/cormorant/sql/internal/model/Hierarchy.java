package dev.cormorant.sql.internal.model;

import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several classes in one table: which one is the root, and what the discriminator holds. */
final class Hierarchy {

    private Hierarchy() {}

    /** {@return the type above that says how its classes are stored; the class itself if there is none} */
    static Class<?> root(Class<?> type) {
        return above(type).stream().filter(Hierarchy::isRoot).findFirst().orElse(type);
    }

    private static boolean isRoot(Class<?> type) {
        return type.isAnnotationPresent(DiscriminatorColumn.class)
                || type.getDeclaredAnnotation(Inheritance.class) != null;
    }

    private static List<Class<?>> above(Class<?> type) {
        List<Class<?>> all = new ArrayList<>(List.of(type));
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .forEach(parent -> all.addAll(above(parent)));
        return all;
    }

    /** {@return the column of the root; null if its table holds one class} */
    static @Nullable Discriminator discriminator(Class<?> root) {
        Inheritance inheritance = root.getDeclaredAnnotation(Inheritance.class);
        if (inheritance != null && inheritance.strategy() != InheritanceType.SINGLE_TABLE) {
            throw Refusal.of(
                    root,
                    "its classes are in several tables (" + inheritance.strategy()
                            + "), which is not supported; keep them in one, with a @DiscriminatorColumn");
        }
        DiscriminatorColumn column = root.getDeclaredAnnotation(DiscriminatorColumn.class);
        if (column == null) {
            return inheritance == null ? null : new Discriminator(new Identifier("dtype", false), String.class);
        }
        Class<?> type = column.discriminatorType() == DiscriminatorType.INTEGER ? Integer.class : String.class;
        // The default of the annotation is in capitals, as Jakarta Persistence has it; no database minds.
        Identifier name = column.name().equals("DTYPE") ? new Identifier("dtype", false) : Identifier.of(column.name());
        return new Discriminator(name, type);
    }

    /** {@return what the discriminator holds for a class; null if there is none} */
    static @Nullable Object value(Class<?> type, Class<?> root) {
        Discriminator discriminator = discriminator(root);
        if (discriminator == null) {
            return null;
        }
        DiscriminatorValue value = type.getDeclaredAnnotation(DiscriminatorValue.class);
        if (discriminator.type() == String.class) {
            return value == null ? entityName(type) : value.value();
        }
        try {
            return Integer.valueOf(value == null ? "" : value.value());
        } catch (NumberFormatException notWhole) {
            throw Refusal.of(type, "its discriminator is a number; give it one with @DiscriminatorValue(\"1\")");
        }
    }

    private static String entityName(Class<?> type) {
        Entity entity = type.getAnnotation(Entity.class);
        return entity == null || entity.name().isEmpty() ? type.getSimpleName() : entity.name();
    }
}
