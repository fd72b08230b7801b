package dev.cormorant.sql.internal.model;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * The type of the value of a component.
 *
 * @param raw its class; a primitive's wrapper; that inside an Optional
 * @param generic the same with its type arguments
 */
record ValueType(Class<?> raw, Type generic) {

    static ValueType of(Class<?> entity, Field field) {
        if (field.getType() != Optional.class) {
            Class<?> boxed = MethodType.methodType(field.getType()).wrap().returnType();
            return new ValueType(boxed, field.getGenericType());
        }
        if (field.getGenericType() instanceof ParameterizedType optional) {
            Type inner = optional.getActualTypeArguments()[0];
            if (inner instanceof Class<?> type) {
                return new ValueType(type, type);
            }
            if (inner instanceof ParameterizedType type && type.getRawType() instanceof Class<?> raw) {
                return new ValueType(raw, type);
            }
        }
        throw Refusal.of(
                entity, field.getName(), "is an Optional that does not say of what; write Optional<String>, say");
    }
}
