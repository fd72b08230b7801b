package dev.cormorant.sql.internal.model;

import dev.cormorant.sql.entity.UuidV7;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.SequenceGenerator;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads who makes the key of an entity. */
final class Keys {

    private static final Set<Class<?>> WHOLE = Set.of(Long.class, Integer.class, Short.class);

    private final Class<?> entity;
    private final String table;
    private final Product product;

    Keys(Class<?> entity, String table, Product product) {
        this.entity = entity;
        this.table = table;
        this.product = product;
    }

    Generation generation(Field field, Class<?> type) {
        GeneratedValue generated = field.getAnnotation(GeneratedValue.class);
        if (field.isAnnotationPresent(UuidV7.class)) {
            return checked(field, type, Generation.UUID_V7);
        }
        if (generated == null) {
            return Generation.ASSIGNED;
        }
        return switch (generated.strategy()) {
            case AUTO -> checked(field, type, type == UUID.class ? Generation.UUID_V4 : Generation.IDENTITY);
            case IDENTITY -> checked(field, type, Generation.IDENTITY);
            case SEQUENCE -> checked(field, type, Generation.SEQUENCE);
            case UUID -> checked(field, type, Generation.UUID_V4);
            case TABLE ->
                throw Refusal.of(
                        entity,
                        field.getName(),
                        "wants a table of keys, which is not supported; use IDENTITY, SEQUENCE or UUID");
        };
    }

    private Generation checked(Field field, Class<?> type, Generation generation) {
        boolean fits = generation.isByDatabase() ? WHOLE.contains(type) : type == UUID.class;
        if (!fits) {
            throw Refusal.of(
                    entity,
                    field.getName(),
                    "has the type " + type.getTypeName() + ", and a key that is made as " + generation + " is "
                            + (generation.isByDatabase() ? "a long, int or short" : "a UUID"));
        }
        if (generation == Generation.SEQUENCE && !product.hasSequences()) {
            throw Refusal.of(
                    entity,
                    field.getName(),
                    "wants a sequence, which " + product + " does not have; use GenerationType.IDENTITY or UUID");
        }
        return generation;
    }

    /** The sequence that a generator names; else that of the table. */
    String sequence(Field field) {
        GeneratedValue generated = field.getAnnotation(GeneratedValue.class);
        String generator = generated == null ? "" : generated.generator();
        return Stream.of(
                        field.getAnnotationsByType(SequenceGenerator.class),
                        entity.getAnnotationsByType(SequenceGenerator.class))
                .flatMap(Stream::of)
                .filter(named -> generator.isEmpty() || named.name().equals(generator))
                .map(named -> named.sequenceName().isEmpty() ? named.name() : named.sequenceName())
                .findFirst()
                .orElseGet(() -> generator.isEmpty() ? table + "_seq" : generator);
    }
}
