package dev.cormorant.sql.internal.map;

import dev.cormorant.core.driver.PrimitiveGetters;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How one column is read into one component or field: as it is, unboxed where nothing can be cut, or through a conversion. */
public final class ColumnRead {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<?> target;
    private final Cell cell;
    private final @Nullable UnaryOperator<@Nullable Object> conversion;

    private ColumnRead(Class<?> target, Cell cell, @Nullable UnaryOperator<@Nullable Object> conversion) {
        this.target = target;
        this.cell = cell;
        this.conversion = conversion;
    }

    /**
     * A column whose value needs no conversion.
     *
     * @param target the type of the component: the cell's, its primitive, or an {@code Optional} of it
     * @param cell the column
     * @return the way to read it
     */
    public static ColumnRead of(Class<?> target, Cell cell) {
        return new ColumnRead(target, cell, null);
    }

    /**
     * A column whose value is converted.
     *
     * @param target the type of the component: what the conversion gives, its primitive, or an {@code Optional} of it
     * @param cell the column
     * @param conversion makes the value of what the column holds; null stands for SQL NULL
     * @return the way to read it
     */
    public static ColumnRead converted(Class<?> target, Cell cell, UnaryOperator<@Nullable Object> conversion) {
        return new ColumnRead(target, cell, conversion);
    }

    /** Whether the column holds nothing but what the primitive holds, so that the JDBC getter cuts nothing. */
    boolean fitsUnboxed(PrimitiveGetters getters) throws SQLException {
        return getters.fit(target, cell.column());
    }

    /** {@return whether there is a getter of JDBC that makes no object} */
    boolean isNumber() {
        return conversion == null && UnboxedReads.isNumber(target);
    }

    /** {@return a handle from the result to the target's type; unboxed by the getter of JDBC, or with all checks} */
    MethodHandle read(boolean unboxed) {
        MethodHandle read = unboxed
                ? find(Cell.class, UnboxedReads.getter(target), MethodType.methodType(target, ResultSet.class))
                        .bindTo(cell)
                : checked();
        return read.asType(MethodType.methodType(target, ResultSet.class));
    }

    private MethodHandle checked() {
        if (conversion != null) {
            return find(ColumnRead.class, "convert", MethodType.methodType(Object.class, ResultSet.class))
                    .bindTo(this);
        }
        if (target == Optional.class) {
            return find(Cell.class, "optional", MethodType.methodType(Optional.class, ResultSet.class))
                    .bindTo(cell);
        }
        if (target == int.class || target == long.class) {
            return find(
                            Cell.class,
                            target == int.class ? "exactInt" : "exactLong",
                            MethodType.methodType(target, ResultSet.class))
                    .bindTo(cell);
        }
        String name = target.isPrimitive() ? "required" : "nullable";
        return find(Cell.class, name, MethodType.methodType(Object.class, ResultSet.class))
                .bindTo(cell);
    }

    @Nullable
    Object convert(ResultSet row) throws SQLException {
        Object held = cell.nullable(row);
        Object value = conversion == null ? held : conversion.apply(held);
        if (target == Optional.class) {
            return Optional.ofNullable(value);
        }
        return target.isPrimitive() ? cell.present(value) : value;
    }

    private static MethodHandle find(Class<?> owner, String name, MethodType type) {
        try {
            return LOOKUP.findVirtual(owner, name, type);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(owner + " has no method " + name, impossible);
        }
    }
}
