package dev.cormorant.sql.internal.map;

import dev.cormorant.core.driver.PrimitiveGetters;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How an object is made of the columns of a shape: one handle that reads every column by its position, straight into what makes
 * the object. Safe for all threads.
 *
 * @param <M> the mapper that is made of the handle
 */
public final class RowPlan<M> {

    /** Numbers beyond these are read as objects. */
    private static final int MOST_NUMBERS = Long.SIZE;

    private final List<ColumnRead> reads;
    /** Those that may be read without making an object, by their places in the list. */
    private final int[] numbers;

    private final Function<MethodHandle[], MethodHandle> assembly;
    private final Function<MethodHandle, M> wrap;
    /** The mapper of the last result; another one is needed only when a column changes its type. */
    private volatile @Nullable Made<M> last;

    /** A mapper, and which of the numbers it reads without an object: a bit for each. */
    private record Made<M>(long unboxed, M mapper) {}

    /**
     * Makes a plan.
     *
     * @param reads how each column is read
     * @param assembly makes one handle from the result to the object of the handles that read the columns
     * @param wrap makes the mapper of that handle, which it is given with the type {@code (ResultSet)Object}
     */
    public RowPlan(
            List<ColumnRead> reads, Function<MethodHandle[], MethodHandle> assembly, Function<MethodHandle, M> wrap) {
        this.reads = List.copyOf(reads);
        this.numbers = IntStream.range(0, reads.size())
                .filter(i -> reads.get(i).isNumber())
                .limit(MOST_NUMBERS)
                .toArray();
        this.assembly = assembly;
        this.wrap = wrap;
    }

    /**
     * The mapper for results of a shape.
     *
     * @param getters says of the columns of the result which getters read them exactly
     * @return the mapper; the same one for the same answers
     * @throws SQLException if the driver cannot tell
     */
    public M mapper(PrimitiveGetters getters) throws SQLException {
        long unboxed = unboxed(getters);
        Made<M> made = last;
        if (made == null || made.unboxed() != unboxed) {
            made = new Made<>(unboxed, wrap.apply(compose(unboxed)));
            last = made;
        }
        return made.mapper();
    }

    private long unboxed(PrimitiveGetters getters) throws SQLException {
        long unboxed = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (reads.get(numbers[i]).fitsUnboxed(getters)) {
                unboxed |= 1L << i;
            }
        }
        return unboxed;
    }

    private MethodHandle compose(long unboxed) {
        MethodHandle[] handles = new MethodHandle[reads.size()];
        for (int i = 0, number = 0; i < handles.length; i++) {
            boolean isNumber = number < numbers.length && numbers[number] == i;
            handles[i] = reads.get(i).read(isNumber && (unboxed >>> number & 1) != 0);
            number += isNumber ? 1 : 0;
        }
        return assembly.apply(handles).asType(MethodType.methodType(Object.class, ResultSet.class));
    }
}
