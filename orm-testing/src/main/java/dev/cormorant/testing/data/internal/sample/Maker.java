package dev.cormorant.testing.data.internal.sample;

import dev.cormorant.sql.entity.Json;
import dev.cormorant.sql.entity.Many;
import dev.cormorant.sql.entity.One;
import jakarta.persistence.Convert;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the nth sample of a class: each value depends on the seed, the number and the path alone. */
public final class Maker {

    private static final int DEPTH = 16;
    private static final long KEYS_OF_A_SEED = 1_000_000;
    private static final int SEEDS = 2000;

    private final Shape shape;
    private final long seed;
    private final boolean minimal;

    /**
     * A maker.
     *
     * @param type the class of the samples
     * @param seed the seed
     * @param minimal whether what may be null is null
     * @throws IllegalArgumentException if the class is abstract
     */
    public Maker(Class<?> type, long seed, boolean minimal) {
        this.shape = Shape.of(type);
        this.seed = seed;
        this.minimal = minimal;
    }

    /**
     * Refuses a path that leads nowhere, and a value of another type.
     *
     * @param type the class of the samples
     * @param path the path, such as {@code address.city}
     * @throws IllegalArgumentException if there is no such component; the message names those that there are
     */
    public static void check(Class<?> type, String path) {
        Shape shape = Shape.of(type);
        for (String name : path.split("\\.", -1)) {
            Shape within = shape;
            Slot slot = within.slot(name)
                    .orElseThrow(() -> new IllegalArgumentException("samples of " + type.getTypeName()
                            + ": there is no \""
                            + path + "\"; " + within.type().getSimpleName() + " has "
                            + String.join(
                                    ", ",
                                    within.slots().stream().map(Slot::name).toList())));
            shape = slot.isEmbedded() ? Shape.of(slot.type()) : new Shape(slot.type(), List.of());
        }
    }

    /**
     * Makes a sample.
     *
     * @param number which one, from 1
     * @param given the values that were given, by path
     * @return the sample
     * @throws IllegalArgumentException if a component is of a type that has no samples
     */
    public Object make(long number, Map<String, ? extends @Nullable Object> given) {
        return make(shape, "", number, given, 0);
    }

    private Object make(
            Shape of, String prefix, long number, Map<String, ? extends @Nullable Object> given, int depth) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Slot slot : of.slots()) {
            String path = prefix + slot.name();
            Object value;
            if (given.containsKey(path)) {
                value = fitted(slot, path, given.get(path));
            } else {
                Optional<Object> key = keyOfRelation(of, slot, prefix, given);
                value = key.isPresent() ? key.get() : sample(of, slot, path, number, given, depth);
            }
            values.put(slot.name(), value);
        }
        return of.make(values);
    }

    /** A component that holds the key of an entity that was given for a relation. */
    private static Optional<Object> keyOfRelation(
            Shape of, Slot slot, String prefix, Map<String, ? extends @Nullable Object> given) {
        return of.slots().stream()
                .filter(relation -> relation.isRelation() && slot.isKeyOf(relation))
                .flatMap(relation -> Optional.ofNullable(given.get(prefix + relation.name())).stream())
                .flatMap(value -> value instanceof One<?> one ? one.find().stream() : java.util.stream.Stream.of(value))
                .flatMap(entity -> Shape.key(entity).stream())
                .findFirst();
    }

    private @Nullable Object fitted(Slot slot, String path, @Nullable Object value) {
        Class<?> component = slot.field().getType();
        Object fitted = value;
        if (component == Optional.class && !(value instanceof Optional)) {
            fitted = Optional.ofNullable(value);
        } else if (component == One.class && !(value instanceof One)) {
            fitted = value == null ? One.none() : One.of(value);
        } else if (component == Many.class && value instanceof Collection<?> entities) {
            fitted = Many.of(entities);
        }
        boolean fits = fitted == null
                ? !component.isPrimitive()
                : java.lang.invoke.MethodType.methodType(component)
                        .wrap()
                        .returnType()
                        .isInstance(fitted);
        if (!fits) {
            throw new IllegalArgumentException("samples of " + shape.type().getTypeName() + ": " + path + " takes "
                    + slot.genericType().getTypeName() + ", not "
                    + (value == null ? "null" : "a " + value.getClass().getTypeName()));
        }
        return fitted;
    }

    private @Nullable Object sample(
            Shape of, Slot slot, String path, long number, Map<String, ? extends @Nullable Object> given, int depth) {
        if (slot.isRelation()) {
            return notFetched(slot);
        }
        boolean within = given.keySet().stream().anyMatch(each -> each.startsWith(path + "."));
        boolean empty = (slot.isFilledLater() && !slot.isEmbedded()) || (minimal && slot.isNullable() && !within);
        if (empty) {
            return nothing(slot);
        }
        if (depth > DEPTH) {
            throw noSamples(path, slot.genericType());
        }
        Object value = slot.isEmbedded()
                ? make(Shape.of(slot.type()), path + ".", number, given, depth + 1)
                : value(of, slot, path, number, depth);
        return slot.isOptional() ? Optional.of(value) : value;
    }

    private static @Nullable Object notFetched(Slot slot) {
        if (slot.field().getType() == One.class) {
            return One.notLoaded(slot.name());
        }
        return slot.field().getType() == Many.class ? Many.notLoaded(slot.name()) : null;
    }

    private static @Nullable Object nothing(Slot slot) {
        if (slot.isOptional()) {
            return Optional.empty();
        }
        return slot.field().getType().isPrimitive()
                ? java.lang.reflect.Array.get(
                        java.lang.reflect.Array.newInstance(slot.field().getType(), 1), 0)
                : null;
    }

    private Object value(Shape of, Slot slot, String path, long number, int depth) {
        Random random = new Random(mixed(seed, number, path));
        Class<?> type = slot.type();
        if (slot.isUnique()) {
            Object unique = unique(of, slot, number, random);
            if (unique != null) {
                return unique;
            }
        }
        if (type == String.class) {
            return Words.cut(Words.text(of.type().getSimpleName(), slot.name(), random), slot.length());
        } else if (type == BigDecimal.class) {
            return decimal(slot, random);
        }
        return value(slot, slot.genericType(), path, number, random, depth);
    }

    /** Numbers of a seed of their own; texts that end in the number. */
    private @Nullable Object unique(Shape of, Slot slot, long number, Random random) {
        long own = Math.floorMod(seed, SEEDS) * KEYS_OF_A_SEED + number;
        if (slot.type() == String.class) {
            String end = Long.toString(own, Character.MAX_RADIX);
            if (end.length() > slot.length()) {
                throw new IllegalArgumentException("samples of " + of.type().getTypeName() + ": " + slot.name()
                        + " is unique and has " + slot.length() + " characters, too few for number " + own);
            }
            String start = Words.text(of.type().getSimpleName(), slot.name(), random);
            return Words.cut(start, Math.max(0, slot.length() - end.length() - 1))
                    + (slot.length() > end.length() ? "-" : "")
                    + end;
        }
        return slot.type() == Short.class || slot.type() == Byte.class
                ? Values.number(slot.type(), number)
                : Values.number(slot.type(), own);
    }

    private static BigDecimal decimal(Slot slot, Random random) {
        int scale = slot.scale() > 0 || slot.precision() > 0 ? slot.scale() : 2;
        int before = slot.precision() > 0 ? Math.min(3, slot.precision() - scale) : 3;
        double number = (0.1 + 0.9 * random.nextDouble()) * Math.pow(10, before);
        return BigDecimal.valueOf(number).setScale(scale, RoundingMode.FLOOR);
    }

    private Object value(Slot slot, Type generic, String path, long number, Random random, int depth) {
        Class<?> type =
                java.lang.invoke.MethodType.methodType(Slot.raw(generic)).wrap().returnType();
        Object plain = type == String.class ? Words.text("", slot.name(), random) : Values.of(type, random);
        if (plain == null) {
            plain = Values.number(type, 1 + random.nextInt(type == Byte.class ? 100 : 10_000));
        }
        if (plain != null) {
            return plain;
        } else if (type == Set.class && Slot.raw(Slot.argument(generic, 0)).isEnum()) {
            return constants(Slot.raw(Slot.argument(generic, 0)), random);
        } else if (type == List.class || type == Collection.class || type == Set.class) {
            Object element = value(slot, Slot.argument(generic, 0), path, number, random, depth + 1);
            return type == Set.class ? new LinkedHashSet<>(List.of(element)) : List.of(element);
        } else if (type == Map.class && Slot.argument(generic, 0) == String.class) {
            return Map.of("key", value(slot, Slot.argument(generic, 1), path, number, random, depth + 1));
        } else if (depth < DEPTH && type.isRecord() && (slot.has(Json.class) || slot.has(Convert.class))) {
            return make(Shape.of(type), path + ".", number, Map.of(), depth + 1);
        }
        throw noSamples(path, generic);
    }

    private static Set<Object> constants(Class<?> type, Random random) {
        Set<Object> some = new LinkedHashSet<>();
        for (Object constant : Objects.requireNonNull(type.getEnumConstants(), "constants of an enum")) {
            if (random.nextBoolean()) {
                some.add(constant);
            }
        }
        return some;
    }

    private IllegalArgumentException noSamples(String path, Type type) {
        return new IllegalArgumentException("samples of " + shape.type().getTypeName() + ": " + path + " is a "
                + type.getTypeName() + ", which has no samples; give it by with(\"" + path + "\", …)");
    }

    private static long mixed(long seed, long number, String path) {
        long mixed = seed * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L + path.hashCode() * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
