package dev.cormorant.sql.internal.model;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.sql.internal.map.Cell;
import dev.cormorant.sql.internal.map.Constructors;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.ResultSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class with a constructor that takes nothing and fields that are set. */
final class ClassStructure extends Structure {

    private final MethodHandle constructor;

    ClassStructure(Class<?> type, List<Member> members) {
        super(type, members);
        this.constructor = Constructors.empty(type);
        members.stream().filter(ClassStructure::isSet).forEach(Member::setter);
    }

    private static boolean isSet(Member member) {
        return member.isMapped() || member.relation() != null;
    }

    @Override
    MethodHandle assemble(MethodHandle[] reads, Cell[] cells) {
        // (T, ResultSet)T, before which every field is set, and before that the instance made
        MethodHandle filled = MethodHandles.dropArguments(MethodHandles.identity(type()), 1, ResultSet.class);
        for (Member member : members()) {
            if (isSet(member)) {
                MethodHandle set = member.setter().asType(MethodType.methodType(void.class, type(), member.type()));
                MethodHandle fill = MethodHandles.filterArguments(
                        set, 1, member.isMapped() ? read(member, reads, cells) : initial(member));
                filled = MethodHandles.foldArguments(filled, fill);
            }
        }
        return MethodHandles.foldArguments(filled, constructor);
    }

    @Override
    Object with(@Nullable Object instance, Changes changes) {
        Object changed = instance == null ? make() : instance;
        for (Member member : members()) {
            if (isChanged(member, changes)) {
                member.set(changed, changed(member, changed, changes));
            }
        }
        return changed;
    }

    private Object make() {
        try {
            return (Object) constructor.invoke();
        } catch (OrmException | Error meant) {
            throw meant;
        } catch (Throwable thrown) {
            throw new MappingException(
                    "make a " + type().getTypeName() + ": its constructor threw a "
                            + thrown.getClass().getSimpleName() + " (the cause)",
                    thrown);
        }
    }
}
