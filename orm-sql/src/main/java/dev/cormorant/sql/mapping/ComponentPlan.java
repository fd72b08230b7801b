package dev.cormorant.sql.mapping;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.MappingException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Optional;

/** How one component of a record is read. */
final class ComponentPlan {

    private final Class<?> type;
    private final Cell cell;

    private ComponentPlan(Class<?> type, Cell cell) {
        this.type = type;
        this.cell = cell;
    }

    static ComponentPlan of(Class<?> owner, RecordComponent component, ColumnNames columns, ColumnTypes types) {
        Class<?> value = valueType(owner, component);
        if (!types.supports(value)) {
            throw refused(
                    owner,
                    component,
                    "its type " + component.getGenericType().getTypeName()
                            + " is not the type of a column on this database");
        }
        int column = columns.find(component.getName());
        String target = "the component " + component.getName() + " of " + owner.getSimpleName();
        return new ComponentPlan(component.getType(), new Cell(types, column, columns.label(column), value, target));
    }

    /** The type to read: that inside an Optional, and a primitive's wrapper. */
    private static Class<?> valueType(Class<?> owner, RecordComponent component) {
        if (component.getType() != Optional.class) {
            return MethodType.methodType(component.getType()).wrap().returnType();
        }
        Type generic = component.getGenericType();
        if (generic instanceof ParameterizedType optional
                && optional.getActualTypeArguments()[0] instanceof Class<?> inner) {
            return inner;
        }
        throw refused(owner, component, "it is an Optional that does not say of what; write Optional<String>, say");
    }

    private static MappingException refused(Class<?> owner, RecordComponent component, String why) {
        return new MappingException("map rows to " + owner.getTypeName() + ": the component " + component.getName()
                + " cannot be read: " + why);
    }

    /** Whether the column holds nothing but what the primitive holds, so that the JDBC getter cuts nothing. */
    boolean fitsUnboxed(ResultSetMetaData shape) throws SQLException {
        return UnboxedReads.isNumber(type) && UnboxedReads.fits(type, shape, cell.column());
    }

    /** {@return a handle from the result to the component's type} */
    MethodHandle read(MethodHandles.Lookup lookup, boolean unboxed) {
        MethodHandle read = unboxed ? find(lookup, UnboxedReads.getter(type), type) : boxed(lookup);
        return read.bindTo(cell).asType(MethodType.methodType(type, ResultSet.class));
    }

    private MethodHandle boxed(MethodHandles.Lookup lookup) {
        if (type == Optional.class) {
            return find(lookup, "optional", Optional.class);
        }
        return find(lookup, type.isPrimitive() ? "required" : "nullable", Object.class);
    }

    private static MethodHandle find(MethodHandles.Lookup lookup, String name, Class<?> result) {
        try {
            return lookup.findVirtual(Cell.class, name, MethodType.methodType(result, ResultSet.class));
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("Cell has no method " + name, impossible);
        }
    }
}
