package dev.cormorant.sql.internal.repository;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A type as it is in one repository, where {@code T} is City.
 *
 * @param raw its class
 * @param arguments its arguments; of an array the component
 */
record TypeRef(Class<?> raw, List<TypeRef> arguments) {

    /** What the type variables of the interfaces above a repository stand for. */
    static Map<TypeVariable<?>, Type> variables(Class<?> repository) {
        Map<TypeVariable<?>, Type> known = new HashMap<>();
        collect(repository, known);
        return known;
    }

    private static void collect(Class<?> type, Map<TypeVariable<?>, Type> into) {
        for (Type above : type.getGenericInterfaces()) {
            if (above instanceof ParameterizedType parameterized
                    && parameterized.getRawType() instanceof Class<?> raw) {
                TypeVariable<?>[] variables = raw.getTypeParameters();
                for (int i = 0; i < variables.length; i++) {
                    into.put(variables[i], parameterized.getActualTypeArguments()[i]);
                }
                collect(raw, into);
            } else if (above instanceof Class<?> raw) {
                collect(raw, into);
            }
        }
    }

    static TypeRef of(Type type, Map<TypeVariable<?>, Type> variables) {
        if (type instanceof Class<?> raw) {
            return new TypeRef(raw, raw.isArray() ? List.of(of(raw.getComponentType(), variables)) : List.of());
        }
        if (type instanceof ParameterizedType parameterized) {
            List<TypeRef> arguments = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(argument -> of(argument, variables))
                    .toList();
            return new TypeRef((Class<?>) parameterized.getRawType(), arguments);
        }
        if (type instanceof GenericArrayType array) {
            TypeRef component = of(array.getGenericComponentType(), variables);
            return new TypeRef(Array.newInstance(component.raw(), 0).getClass(), List.of(component));
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], variables);
        }
        TypeVariable<?> variable = (TypeVariable<?>) type;
        Type known = variables.get(variable);
        return of(known == null || known == variable ? variable.getBounds()[0] : known, variables);
    }

    /** {@return the class, a primitive one as its box} */
    Class<?> boxed() {
        return MethodType.methodType(raw).wrap().returnType();
    }

    /** {@return its one argument or component; itself if it has none} */
    TypeRef element() {
        return arguments.isEmpty() ? this : arguments.get(0);
    }

    /** Whether it holds several values: a collection, a stream or an array other than one of bytes. */
    boolean isMany() {
        return Iterable.class.isAssignableFrom(raw) || (raw.isArray() && raw != byte[].class);
    }

    @Override
    public String toString() {
        if (raw.isArray()) {
            return element() + "[]";
        }
        return arguments.isEmpty()
                ? raw.getSimpleName()
                : raw.getSimpleName() + "<"
                        + String.join(
                                ", ", arguments.stream().map(TypeRef::toString).toList()) + ">";
    }
}
