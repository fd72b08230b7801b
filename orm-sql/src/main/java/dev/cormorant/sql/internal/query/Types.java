package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Attributes.Attribute;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What type an expression has, as far as it is known. */
final class Types {

    private static final Set<Class<?>> WHOLE =
            Set.of(Byte.class, Short.class, Integer.class, Long.class, BigInteger.class);

    private final Attributes attributes;
    private final Function<String, Optional<Class<?>>> parameters;

    Types(Attributes attributes, Function<String, Optional<Class<?>>> parameters) {
        this.attributes = attributes;
        this.parameters = parameters;
    }

    /** {@return the same for the attributes of another entity} */
    Types of(Attributes others) {
        return new Types(others, parameters);
    }

    /** {@return the type, boxed; Object if it is not known} */
    Class<?> of(Expression expression) {
        if (expression instanceof Expression.Path path) {
            return attributes
                    .attribute(path.name())
                    .<Class<?>>map(Attribute::type)
                    .orElse(Object.class);
        }
        if (expression instanceof Expression.Parameter parameter) {
            return parameters.apply(parameter.key()).<Class<?>>map(Types::boxed).orElse(Object.class);
        }
        if (expression instanceof Expression.Literal literal) {
            return literal.value() == null ? Object.class : literal.value().getClass();
        }
        return ofComputed(expression);
    }

    private Class<?> ofComputed(Expression expression) {
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return promoted(of(arithmetic.left()), of(arithmetic.right()));
        }
        if (expression instanceof Expression.Negative negative) {
            return of(negative.value());
        }
        if (expression instanceof Expression.Now now) {
            return Moments.type(now.moment());
        }
        if (expression instanceof Expression.Call call) {
            return switch (call.function()) {
                case ABS -> of(call.arguments().get(0));
                case LENGTH -> Integer.class;
                default -> String.class;
            };
        }
        return expression instanceof Expression.Supplied ? Object.class : Long.class;
    }

    private static Class<?> promoted(Class<?> left, Class<?> right) {
        if (isWhole(left) && isWhole(right)) {
            return left == Long.class || right == Long.class ? Long.class : Integer.class;
        }
        return left == BigDecimal.class || right == BigDecimal.class ? BigDecimal.class : Double.class;
    }

    static boolean isWhole(Class<?> type) {
        return WHOLE.contains(type);
    }

    static boolean isText(Class<?> type) {
        return type == String.class || type == Character.class;
    }

    static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(type);
    }

    static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
