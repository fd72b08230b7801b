package dev.cormorant.sql.mapping;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.internal.map.Cell;
import dev.cormorant.sql.internal.map.ColumnRead;
import dev.cormorant.sql.internal.map.Constructors;
import dev.cormorant.sql.internal.map.RowMaker;
import dev.cormorant.sql.internal.map.RowPlan;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the columns for the components of a record, by their names. */
final class RecordShape {

    private final Class<?> owner;
    private final ColumnNames columns;
    private final ColumnTypes types;

    private RecordShape(Class<?> owner, ColumnNames columns, ColumnTypes types) {
        this.owner = owner;
        this.columns = columns;
        this.types = types;
    }

    static <T> RowPlan<RowMapper<T>> plan(Class<T> type, List<String> labels, ColumnTypes types) {
        RecordShape shape = new RecordShape(type, new ColumnNames(type, labels), types);
        List<ColumnRead> reads =
                Arrays.stream(type.getRecordComponents()).map(shape::read).toList();
        MethodHandle constructor = Constructors.canonical(type);
        return new RowPlan<>(
                reads,
                handles -> Constructors.ofReads(constructor, handles),
                make -> new RowMaker<>(type, make, "the constructor")::make);
    }

    private ColumnRead read(RecordComponent component) {
        Class<?> value = valueType(component);
        if (!types.supports(value)) {
            throw refused(
                    component,
                    "its type " + component.getGenericType().getTypeName()
                            + " is not the type of a column on this database");
        }
        int column = columns.find(component.getName());
        String target = "the component " + component.getName() + " of " + owner.getSimpleName();
        return ColumnRead.of(component.getType(), new Cell(types, column, columns.label(column), value, target));
    }

    /** The type to read: that inside an Optional, and a primitive's wrapper. */
    private Class<?> valueType(RecordComponent component) {
        if (component.getType() != Optional.class) {
            return MethodType.methodType(component.getType()).wrap().returnType();
        }
        Type generic = component.getGenericType();
        if (generic instanceof ParameterizedType optional
                && optional.getActualTypeArguments()[0] instanceof Class<?> inner) {
            return inner;
        }
        throw refused(component, "it is an Optional that does not say of what; write Optional<String>, say");
    }

    private MappingException refused(RecordComponent component, String why) {
        return new MappingException("map rows to " + owner.getTypeName() + ": the component " + component.getName()
                + " cannot be read: " + why);
    }
}
