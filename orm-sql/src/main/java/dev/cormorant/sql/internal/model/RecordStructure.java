package dev.cormorant.sql.internal.model;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.sql.internal.map.Cell;
import dev.cormorant.sql.internal.map.Constructors;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record: all of its values go through its canonical constructor. */
final class RecordStructure extends Structure {

    private final MethodHandle constructor;
    /** Made when it is needed first, since who only reads does not; two threads may make the same. */
    private @Nullable MethodHandle ofArray;

    RecordStructure(Class<?> type, List<Member> members) {
        super(type, members);
        this.constructor = Constructors.canonical(type);
    }

    private MethodHandle ofArray() {
        MethodHandle there = ofArray;
        if (there == null) {
            there = constructor
                    .asSpreader(Object[].class, members().size())
                    .asType(MethodType.methodType(Object.class, Object[].class));
            ofArray = there;
        }
        return there;
    }

    @Override
    MethodHandle assemble(MethodHandle[] reads, Cell[] cells) {
        MethodHandle[] parts = members().stream()
                .map(member -> member.isMapped() ? read(member, reads, cells) : initial(member))
                .toArray(MethodHandle[]::new);
        return Constructors.ofReads(constructor, parts);
    }

    @Override
    Object with(@Nullable Object instance, Changes changes) {
        @Nullable Object[] values = new @Nullable Object[members().size()];
        for (int i = 0; i < values.length; i++) {
            Member member = members().get(i);
            if (isChanged(member, changes)) {
                values[i] = changed(member, instance, changes);
            } else {
                values[i] = instance == null ? member.initial() : member.get(instance);
            }
        }
        try {
            return (Object) ofArray().invokeExact(values);
        } catch (OrmException | Error meant) {
            throw meant;
        } catch (Throwable thrown) {
            throw new MappingException(
                    "make a " + type().getTypeName() + ": its constructor refused the values with a "
                            + thrown.getClass().getSimpleName() + " (the cause)",
                    thrown);
        }
    }
}
