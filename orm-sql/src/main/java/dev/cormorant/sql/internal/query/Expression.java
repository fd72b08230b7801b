package dev.cormorant.sql.internal.query;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that has one value in each row. */
public sealed interface Expression {

    /**
     * An attribute, or the constant of an enum, which look the same: {@code address.zip}, {@code com.acme.Color.RED}.
     *
     * @param name the name, with dots
     */
    record Path(String name) implements Expression {
        /** The attribute that is the key of an entity, whatever its name. */
        public static final String ID = "id(this)";

        /** The attribute that is the version of an entity, whatever its name. */
        public static final String VERSION = "version(this)";
    }

    /**
     * A value that stands in the query itself, or that was there when it was put together.
     *
     * @param value the value
     */
    record Literal(@Nullable Object value) implements Expression {}

    /**
     * A value that comes with each call.
     *
     * @param key its name, as {@code :name}, or its number, as {@code ?1}
     */
    record Parameter(String key) implements Expression {}

    /**
     * A function of other values.
     *
     * @param function the function
     * @param arguments its arguments
     */
    record Call(Function function, List<Expression> arguments) implements Expression {}

    /**
     * Two numbers made into one.
     *
     * @param operator one of {@code + - * /}
     * @param left the left one
     * @param right the right one
     */
    record Arithmetic(char operator, Expression left, Expression right) implements Expression {}

    /**
     * A number with its sign changed.
     *
     * @param value the number
     */
    record Negative(Expression value) implements Expression {}

    /**
     * The time of the call, on the clock of the application.
     *
     * @param moment what of it
     */
    record Now(Moment moment) implements Expression {}

    /**
     * A value that is made for each call.
     *
     * @param value makes it
     */
    record Supplied(Supplier<Object> value) implements Expression {}

    /** How many rows there are. */
    record Count() implements Expression {}

    /** What of the time. */
    enum Moment {
        /** The date. */
        DATE,
        /** The time of day. */
        TIME,
        /** Both. */
        DATETIME
    }

    /** The functions that there are. */
    enum Function {
        /** A number without its sign. */
        ABS(1),
        /** How many characters. */
        LENGTH(1),
        /** In small letters. */
        LOWER(1),
        /** In capital letters. */
        UPPER(1),
        /** The first characters. */
        LEFT(2),
        /** The last characters. */
        RIGHT(2),
        /** One text after the other. */
        CONCAT(2);

        private final int arguments;

        Function(int arguments) {
            this.arguments = arguments;
        }

        int arguments() {
            return arguments;
        }
    }
}
