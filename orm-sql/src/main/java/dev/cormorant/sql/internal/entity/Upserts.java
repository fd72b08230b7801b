package dev.cormorant.sql.internal.entity;

import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.entity.UpsertOutcome;
import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.model.Model;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Upserts entities of one class in one scope, in one statement or guarded. */
final class Upserts<E> {

    private final Narrowing narrowing;
    private final @Nullable Rules<E> rules;
    private final Upserter<E> upserter;
    private final GuardedUpserter<E> guarded;
    /** Whether a row that is there may be one that must not be changed. */
    private final boolean isGuarded;

    Upserts(
            Model<E> model,
            Narrowing narrowing,
            @Nullable Rules<E> rules,
            Upserter<E> upserter,
            GuardedUpserter<E> guarded) {
        this.narrowing = narrowing;
        this.rules = rules;
        this.upserter = upserter;
        this.guarded = guarded;
        this.isGuarded = rules != null || model.discriminator() != null;
    }

    UpsertOutcome one(E entity, OnConflict mode) {
        return upserter.upsert(isGuarded, connection -> on(connection, List.of(entity), mode));
    }

    List<UpsertOutcome> on(Connection connection, List<E> entities, OnConflict mode) {
        List<E> written =
                rules == null ? entities : rules.written(QueryKind.UPDATE, rules.written(QueryKind.INSERT, entities));
        return isGuarded
                ? guarded.on(connection, narrowing.to(QueryKind.UPDATE), written, mode)
                : upserter.on(connection, written, mode);
    }
}
