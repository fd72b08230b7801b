package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.query.QueryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method that inserts, updates, saves or deletes the entities that it is given. */
final class LifecyclePlan implements Plan {

    /** What is done with entities. */
    enum Work {
        INSERT,
        UPDATE,
        SAVE,
        DELETE
    }

    private final Context context;
    private final Signature signature;
    private final Work work;
    private final Class<?> entity;
    private final Results results;

    LifecyclePlan(Context context, Signature signature, Work work, Class<?> entity) {
        this.context = context;
        this.signature = signature;
        this.work = work;
        this.entity = entity;
        this.results = Results.of(signature.returns());
        TypeRef parameter = signature.values().get(0).type();
        Results.Form form = results.form();
        boolean fits = form == Results.Form.NOTHING
                || (work != Work.DELETE
                        && results.element().raw().isAssignableFrom(entity)
                        && (parameter.isMany()
                                ? form == Results.Form.LIST || form == Results.Form.ARRAY
                                : form == Results.Form.SINGLE));
        if (!fits) {
            throw new QueryException("a method that "
                    + (work == Work.DELETE
                            ? "deletes entities returns void"
                            : "writes entities returns void, or what it was given: the entity for one, a List or an array for several")
                    + ", and not " + signature.returns());
        }
    }

    @Override
    public @Nullable Object run(@Nullable Object[] arguments) {
        List<Object> given = GivenEntities.of(signature, arguments);
        if (given.isEmpty()) {
            return results.shaped(List.of(), signature);
        }
        EntityStore entities = context.entities();
        List<Object> written =
                switch (work) {
                    case INSERT -> entities.insert(entity, given);
                    case UPDATE -> entities.update(entity, given);
                    case SAVE -> entities.save(entity, given);
                    case DELETE -> {
                        entities.delete(entity, given);
                        yield given;
                    }
                };
        return results.shaped(written, signature);
    }
}
