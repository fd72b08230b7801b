package dev.cormorant.sql.internal.map;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an object is made of the columns of a shape: one handle that reads every column by its position, straight into what makes
 * the object. Safe for all threads.
 *
 * @param <M> the mapper that is made of the handle
 */
public final class RowPlan<M> {

    private final List<ColumnRead> reads;
    private final boolean typedColumns;
    private final Function<MethodHandle[], MethodHandle> assembly;
    private final Function<MethodHandle, M> wrap;
    /** The mapper of the last result; another one is needed only when a column changes its type. */
    private volatile @Nullable Made<M> last;

    private record Made<M>(BitSet unboxed, M mapper) {}

    /**
     * Makes a plan.
     *
     * @param reads how each column is read
     * @param typedColumns whether each value of a column has the type that the metadata say
     * @param assembly makes one handle from the result to the object of the handles that read the columns
     * @param wrap makes the mapper of that handle, which it is given with the type {@code (ResultSet)Object}
     */
    public RowPlan(
            List<ColumnRead> reads,
            boolean typedColumns,
            Function<MethodHandle[], MethodHandle> assembly,
            Function<MethodHandle, M> wrap) {
        this.reads = List.copyOf(reads);
        this.typedColumns = typedColumns;
        this.assembly = assembly;
        this.wrap = wrap;
    }

    /**
     * The mapper for results of a shape.
     *
     * @param shape the metadata of the result
     * @return the mapper; the same one for the same types of columns
     * @throws SQLException if the metadata cannot be read
     */
    public M mapper(ResultSetMetaData shape) throws SQLException {
        BitSet unboxed = unboxed(shape);
        Made<M> made = last;
        if (made == null || !made.unboxed().equals(unboxed)) {
            made = new Made<>(unboxed, wrap.apply(compose(unboxed)));
            last = made;
        }
        return made.mapper();
    }

    private BitSet unboxed(ResultSetMetaData shape) throws SQLException {
        BitSet unboxed = new BitSet();
        if (typedColumns) {
            for (int i = 0; i < reads.size(); i++) {
                unboxed.set(i, reads.get(i).fitsUnboxed(shape));
            }
        }
        return unboxed;
    }

    private MethodHandle compose(BitSet unboxed) {
        MethodHandle[] handles = new MethodHandle[reads.size()];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = reads.get(i).read(unboxed.get(i));
        }
        return assembly.apply(handles).asType(MethodType.methodType(Object.class, ResultSet.class));
    }
}
