package dev.cormorant.sql.internal.repository;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The entities that a method is given: one, a list or an array. */
final class GivenEntities {

    private GivenEntities() {}

    static List<Object> of(Signature signature, @Nullable Object[] arguments) {
        Object argument = Objects.requireNonNull(
                arguments[signature.values().get(0).index()], () -> signature + " was given null instead of an entity");
        List<Object> list = new ArrayList<>();
        if (argument instanceof Iterable<?> many) {
            many.forEach(entity -> list.add(Objects.requireNonNull(entity, () -> signature + " was given a null")));
        } else if (argument.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(argument); i++) {
                list.add(Objects.requireNonNull(Array.get(argument, i), () -> signature + " was given a null"));
            }
        } else {
            list.add(argument);
        }
        return list;
    }
}
