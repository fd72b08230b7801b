package dev.cormorant.sql.internal.model;

import dev.cormorant.sql.internal.map.Cell;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a type is put together of its members: an entity, what is embedded in it, or its key. Safe for all threads. */
abstract sealed class Structure permits RecordStructure, ClassStructure {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<?> type;
    private final List<Member> members;
    private final BitSet attributes = new BitSet();

    Structure(Class<?> type, List<Member> members) {
        this.type = type;
        this.members = List.copyOf(members);
        for (Member member : members) {
            if (member.isColumn()) {
                attributes.set(member.attribute());
            } else if (member.embedded() != null) {
                attributes.or(member.embedded().attributes);
            }
        }
    }

    static Structure of(Class<?> type, List<Member> members) {
        return type.isRecord() ? new RecordStructure(type, members) : new ClassStructure(type, members);
    }

    final Class<?> type() {
        return type;
    }

    final List<Member> members() {
        return members;
    }

    /**
     * A handle from the result to an instance.
     *
     * @param reads for each attribute a handle from the result to the type of its component
     * @param cells the columns of the attributes
     */
    abstract MethodHandle assemble(MethodHandle[] reads, Cell[] cells);

    /**
     * An instance with other values.
     *
     * @param instance the instance; null for a new one, with null and zero where there is no change
     * @param changes the values
     * @return another record; the same instance of a class, which has been changed
     */
    abstract Object with(@Nullable Object instance, Changes changes);

    /** A handle from the result to the type of a member that is mapped. */
    final MethodHandle read(Member member, MethodHandle[] reads, Cell[] cells) {
        Structure embedded = member.embedded();
        if (embedded == null) {
            return reads[member.attribute()];
        }
        MethodHandle there = embedded.assemble(reads, cells);
        if (member.alwaysThere()) {
            return there;
        }
        if (member.type() == Optional.class) {
            MethodHandle plain = there.asType(MethodType.methodType(Object.class, ResultSet.class));
            there = MethodHandles.filterReturnValue(plain, handle(Optional.class, "of", Optional.class, Object.class));
        }
        Cell[] own = embedded.attributes.stream().mapToObj(i -> cells[i]).toArray(Cell[]::new);
        return MethodHandles.guardWithTest(isThere(own), there, initial(member));
    }

    /** A handle from the result to what a member holds that no column belongs to. */
    static MethodHandle initial(Member member) {
        return MethodHandles.dropArguments(MethodHandles.constant(member.type(), member.initial()), 0, ResultSet.class);
    }

    private static MethodHandle isThere(Cell[] cells) {
        MethodHandle any = handle(Structure.class, "anyValue", boolean.class, Cell[].class, ResultSet.class);
        return MethodHandles.insertArguments(any, 0, (Object) cells);
    }

    private static MethodHandle handle(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
        try {
            return LOOKUP.findStatic(owner, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(owner + " has no method " + name, impossible);
        }
    }

    /** An embedded object is null if all of its columns are. */
    static boolean anyValue(Cell[] cells, ResultSet row) throws SQLException {
        for (Cell cell : cells) {
            if (cell.nullable(row) != null) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a change concerns a member} */
    static boolean isChanged(Member member, Changes changes) {
        RelationModel relation = member.relation();
        return (relation != null && changes.has(relation))
                || changes.has(member.attribute())
                || (member.embedded() != null && changes.touch(member.embedded().attributes));
    }

    static @Nullable Object changed(Member member, @Nullable Object instance, Changes changes) {
        RelationModel relation = member.relation();
        if (relation != null) {
            return changes.value(relation);
        }
        Structure embedded = member.embedded();
        return member.wrapped(
                embedded == null
                        ? changes.value(member.attribute())
                        : embedded.with(instance == null ? null : Member.unwrapped(member.get(instance)), changes));
    }
}
