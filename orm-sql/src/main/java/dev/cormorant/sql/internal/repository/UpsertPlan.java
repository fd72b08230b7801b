package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.entity.UpsertOutcome;
import dev.cormorant.sql.entity.Upserted;
import dev.cormorant.sql.internal.query.QueryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method that upserts the entities that it is given. */
final class UpsertPlan implements Plan {

    private final Context context;
    private final Signature signature;
    private final Class<?> entity;
    private final OnConflict onConflict;

    UpsertPlan(Context context, Signature signature, Class<?> entity, OnConflict onConflict) {
        this.context = context;
        this.signature = signature;
        this.entity = entity;
        this.onConflict = onConflict;
        boolean many = signature.values().get(0).type().isMany();
        Class<?> returns = signature.returns().raw();
        if (returns != void.class && returns != (many ? Upserted.class : UpsertOutcome.class)) {
            throw new QueryException("a method that upserts returns void, UpsertOutcome for one entity or Upserted for"
                    + " several, and not " + signature.returns());
        }
    }

    @Override
    public @Nullable Object run(@Nullable Object[] arguments) {
        List<Object> given = GivenEntities.of(signature, arguments);
        Upserted upserted =
                given.isEmpty() ? new Upserted(List.of()) : context.entities().upsert(entity, given, onConflict);
        Class<?> returns = signature.returns().raw();
        if (returns == void.class) {
            return null;
        }
        return returns == Upserted.class ? upserted : upserted.outcomes().get(0);
    }
}
