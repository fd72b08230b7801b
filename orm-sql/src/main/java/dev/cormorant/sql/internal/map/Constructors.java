package dev.cormorant.sql.internal.map;

import dev.cormorant.core.error.MappingException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.util.Arrays;

/** Constructors as handles. A type may be nested and private, as it is in tests; its constructor is then as private as itself. */
public final class Constructors {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Constructors() {}

    /**
     * The canonical constructor of a record.
     *
     * @param type the record
     * @return its constructor, with the types of the components as parameters
     * @throws MappingException if it may not be called
     */
    public static MethodHandle canonical(Class<?> type) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return open(type.getDeclaredConstructor(parameters));
        } catch (InaccessibleObjectException | ReflectiveOperationException closed) {
            throw new MappingException(
                    "map rows to " + type.getTypeName()
                            + ": its constructor cannot be called; make the record public in"
                            + " an exported package, or open " + type.getPackageName() + " to dev.cormorant.sql",
                    closed);
        }
    }

    /**
     * The constructor of a class that takes nothing.
     *
     * @param type the class
     * @return its constructor
     * @throws MappingException if there is none, or it may not be called
     */
    public static MethodHandle empty(Class<?> type) {
        try {
            return open(type.getDeclaredConstructor());
        } catch (InaccessibleObjectException | ReflectiveOperationException missing) {
            throw new MappingException(
                    "map rows to " + type.getTypeName()
                            + ": it has no constructor without parameters that can be called; add one, which may be private, make"
                            + " it a record, or open " + type.getPackageName() + " to dev.cormorant.sql",
                    missing);
        }
    }

    private static MethodHandle open(Constructor<?> constructor) throws IllegalAccessException {
        constructor.setAccessible(true);
        return LOOKUP.unreflectConstructor(constructor);
    }

    /**
     * A constructor whose parameters are read of a row.
     *
     * @param constructor the constructor
     * @param reads for each parameter a handle from the result to its type
     * @return a handle from the result to the object
     */
    public static MethodHandle ofReads(MethodHandle constructor, MethodHandle[] reads) {
        MethodHandle made = MethodHandles.filterArguments(constructor, 0, reads);
        MethodType target = MethodType.methodType(constructor.type().returnType(), ResultSet.class);
        return MethodHandles.permuteArguments(made, target, new int[reads.length]);
    }
}
