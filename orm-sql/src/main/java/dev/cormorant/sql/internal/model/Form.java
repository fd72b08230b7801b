package dev.cormorant.sql.internal.model;

import dev.cormorant.core.error.MappingException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a value becomes in its column, and back. Immutable; as thread-safe as its two halves. */
public final class Form {

    private final Class<?> columnType;
    private final @Nullable UnaryOperator<@Nullable Object> write;
    private final @Nullable UnaryOperator<@Nullable Object> read;
    private final boolean json;

    private Form(
            Class<?> columnType,
            @Nullable UnaryOperator<@Nullable Object> write,
            @Nullable UnaryOperator<@Nullable Object> read,
            boolean json) {
        this.columnType = columnType;
        this.write = write;
        this.read = read;
        this.json = json;
    }

    /** A value that goes into its column as it is. */
    static Form plain(Class<?> type) {
        return new Form(type, null, null, false);
    }

    /** A value that becomes another one; neither half sees null. */
    static Form converted(Class<?> columnType, UnaryOperator<Object> write, UnaryOperator<Object> read) {
        return new Form(columnType, nullSafe(write), nullSafe(read), false);
    }

    /** A value that becomes another one, where null may stand for something. */
    static Form convertedWithNull(
            Class<?> columnType, UnaryOperator<@Nullable Object> write, UnaryOperator<@Nullable Object> read) {
        return new Form(columnType, write, read, false);
    }

    /** A value that becomes a text of JSON. */
    static Form json(UnaryOperator<Object> write, UnaryOperator<Object> read) {
        return new Form(String.class, nullSafe(write), nullSafe(read), true);
    }

    private static UnaryOperator<@Nullable Object> nullSafe(UnaryOperator<Object> conversion) {
        return value -> value == null ? null : conversion.apply(value);
    }

    /** {@return the type that goes into the column} */
    public Class<?> columnType() {
        return columnType;
    }

    /** {@return whether the column holds JSON, for which PostgreSQL wants a cast} */
    public boolean isJson() {
        return json;
    }

    /** {@return what makes a value of what the column holds; null if it is the value} */
    @Nullable
    UnaryOperator<@Nullable Object> reading() {
        return read;
    }

    /**
     * The value of what the column holds.
     *
     * @param column what was read, of {@link #columnType}
     * @return the value
     */
    public @Nullable Object fromColumn(@Nullable Object column) {
        return read == null ? column : read.apply(column);
    }

    /**
     * What goes into the column.
     *
     * @param value the value
     * @param path the component that the value comes from, for messages
     * @return what is bound
     * @throws MappingException if the converter refuses it
     */
    @Nullable
    Object toColumn(@Nullable Object value, String path) {
        if (write == null) {
            return value;
        }
        try {
            return write.apply(value);
        } catch (MappingException meant) {
            throw meant;
        } catch (RuntimeException refused) {
            // Its message may hold the value; it is told by the cause alone.
            throw new MappingException(
                    "write the component " + path + ": its value was refused by its converter with a "
                            + refused.getClass().getSimpleName() + " (the cause)",
                    refused);
        }
    }
}
