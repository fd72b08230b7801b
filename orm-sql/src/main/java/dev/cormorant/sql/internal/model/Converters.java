package dev.cormorant.sql.internal.model;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.internal.map.Constructors;
import jakarta.persistence.AttributeConverter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The converters that an application brings: those that hold for a type, and any that an attribute names. */
final class Converters {

    private final ColumnTypes types;
    private final Map<Class<?>, Class<?>> byType = new HashMap<>();

    Converters(ColumnTypes types, List<? extends Class<?>> everywhere) {
        this.types = types;
        for (Class<?> converter : everywhere) {
            Class<?> attribute = arguments(converter)[0];
            Class<?> other = byType.putIfAbsent(attribute, converter);
            if (other != null) {
                throw new MappingException("use the converter " + converter.getTypeName() + ": " + other.getTypeName()
                        + " is there already for " + attribute.getTypeName() + "; leave one of them out");
            }
        }
    }

    /** The form of a type that has a converter everywhere. */
    Optional<Form> forType(Class<?> type) {
        return Optional.ofNullable(byType.get(type)).map(this::form);
    }

    /** The form that a converter makes. */
    Form form(Class<?> converter) {
        Class<?> column = arguments(converter)[1];
        if (!types.supports(column)) {
            throw refused(converter, "its second type " + column.getTypeName() + " is not the type of a column");
        }
        AttributeConverter<Object, Object> made = made(converter);
        return Form.convertedWithNull(column, made::convertToDatabaseColumn, made::convertToEntityAttribute);
    }

    /** What the class converts between stands in its own declaration. */
    @SuppressWarnings({"unchecked", "NullAway"}) // NullAway does not know a nullable type argument.
    private static AttributeConverter<@Nullable Object, @Nullable Object> made(Class<?> converter) {
        try {
            MethodHandle constructor = Constructors.empty(converter);
            return (AttributeConverter<Object, Object>) constructor
                    .asType(MethodType.methodType(AttributeConverter.class))
                    .invokeExact();
        } catch (Error meant) {
            throw meant;
        } catch (Throwable thrown) {
            throw new MappingException(
                    "use the converter " + converter.getTypeName()
                            + ": it cannot be made; give it a constructor without parameters, which may be private",
                    thrown);
        }
    }

    /** {@return the type of the attribute and that of the column} */
    static Class<?>[] arguments(Class<?> converter) {
        for (Class<?> type = converter; type != null; type = type.getSuperclass()) {
            for (Type implemented : type.getGenericInterfaces()) {
                if (implemented instanceof ParameterizedType of && of.getRawType() == AttributeConverter.class) {
                    return new Class<?>[] {raw(converter, of, 0), raw(converter, of, 1)};
                }
            }
        }
        throw refused(converter, "it does not implement AttributeConverter with two types");
    }

    private static Class<?> raw(Class<?> converter, ParameterizedType of, int index) {
        Type argument = of.getActualTypeArguments()[index];
        if (argument instanceof Class<?> type) {
            return type;
        }
        if (argument instanceof ParameterizedType type && type.getRawType() instanceof Class<?> raw) {
            return raw;
        }
        if (argument instanceof java.lang.reflect.GenericArrayType array
                && array.getGenericComponentType() == byte.class) {
            return byte[].class;
        }
        throw refused(converter, "its types must be classes, not " + argument.getTypeName());
    }

    private static MappingException refused(Class<?> converter, String wrong) {
        return new MappingException("use the converter " + converter.getTypeName() + ": " + wrong);
    }
}
