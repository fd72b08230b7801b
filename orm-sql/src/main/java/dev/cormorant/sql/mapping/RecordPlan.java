package dev.cormorant.sql.mapping;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.MappingException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a record is made of the columns of a shape: one handle that reads every column by its position, straight into the
 * constructor.
 */
final class RecordPlan<T> {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<T> type;
    private final MethodHandle constructor;
    private final List<ComponentPlan> components;
    private final boolean typedColumns;
    /** The mapper of the last result; another one is needed only when a column changes its type. */
    private volatile @Nullable Made<T> last;

    private record Made<T>(BitSet unboxed, RecordMapper<T> mapper) {}

    private RecordPlan(Class<T> type, MethodHandle constructor, List<ComponentPlan> components, boolean typedColumns) {
        this.type = type;
        this.constructor = constructor;
        this.components = components;
        this.typedColumns = typedColumns;
    }

    static <T> RecordPlan<T> of(Class<T> type, List<String> labels, ColumnTypes types, boolean typedColumns) {
        RecordComponent[] components = type.getRecordComponents();
        ColumnNames columns = new ColumnNames(type, labels);
        List<ComponentPlan> plans = Arrays.stream(components)
                .map(component -> ComponentPlan.of(type, component, columns, types))
                .toList();
        return new RecordPlan<>(type, constructor(type, components), plans, typedColumns);
    }

    /** A record may be nested and private, as they are in tests; its constructor is then as private as itself. */
    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            canonical.setAccessible(true);
            return LOOKUP.unreflectConstructor(canonical);
        } catch (InaccessibleObjectException | ReflectiveOperationException closed) {
            throw new MappingException(
                    "map rows to " + type.getTypeName()
                            + ": its constructor cannot be called; make the record public in"
                            + " an exported package, or open " + type.getPackageName() + " to dev.cormorant.sql",
                    closed);
        }
    }

    RowMapper<T> mapper(ResultSetMetaData shape) throws SQLException {
        BitSet unboxed = unboxed(shape);
        Made<T> made = last;
        if (made == null || !made.unboxed().equals(unboxed)) {
            made = new Made<>(unboxed, new RecordMapper<>(type, compose(unboxed)));
            last = made;
        }
        return made.mapper();
    }

    private BitSet unboxed(ResultSetMetaData shape) throws SQLException {
        BitSet unboxed = new BitSet();
        if (typedColumns) {
            for (int i = 0; i < components.size(); i++) {
                unboxed.set(i, components.get(i).fitsUnboxed(shape));
            }
        }
        return unboxed;
    }

    /** {@return a handle of the type {@code (ResultSet)Object}} */
    private MethodHandle compose(BitSet unboxed) {
        MethodHandle[] reads = new MethodHandle[components.size()];
        for (int i = 0; i < reads.length; i++) {
            reads[i] = components.get(i).read(LOOKUP, unboxed.get(i));
        }
        MethodHandle made = MethodHandles.filterArguments(constructor, 0, reads);
        MethodType target = MethodType.methodType(type, ResultSet.class);
        return MethodHandles.permuteArguments(made, target, new int[reads.length])
                .asType(MethodType.methodType(Object.class, ResultSet.class));
    }
}
