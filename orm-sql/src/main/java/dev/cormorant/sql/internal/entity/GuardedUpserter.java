package dev.cormorant.sql.internal.entity;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.ConstraintViolationException.Kind;
import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.entity.UpsertOutcome;
import dev.cormorant.sql.internal.model.Model;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Upserts where a row that is there may be somebody else's, or of another class: it is locked and looked at before it is changed. An
 * upsert in one statement could guard itself on some databases only: on MySQL the assignments of one take effect one after the other.
 */
final class GuardedUpserter<E> {

    private final Calls calls;
    private final Model<E> model;
    private final Inserter<E> inserter;
    private final Upserter<E> upserter;

    GuardedUpserter(Calls calls, Model<E> model, Inserter<E> inserter, Upserter<E> upserter) {
        this.calls = calls;
        this.model = model;
        this.inserter = inserter;
        this.upserter = upserter;
    }

    List<UpsertOutcome> on(Connection connection, Narrowed rows, List<E> entities, OnConflict mode) {
        List<UpsertOutcome> outcomes = new ArrayList<>(entities.size());
        for (E entity : entities) {
            outcomes.add(on(connection, rows, entity, mode));
        }
        return outcomes;
    }

    private UpsertOutcome on(Connection connection, Narrowed rows, E entity, OnConflict mode) {
        upserter.require(entity, mode);
        Optional<Boolean> ours = look(connection, rows, entity, false);
        if (ours.isPresent()) {
            ours = look(connection, rows, entity, true);
        }
        if (ours.isEmpty()) {
            try {
                insert(entity);
                return UpsertOutcome.INSERTED;
            } catch (ConstraintViolationException taken) {
                // Somebody has inserted the row since, or it is another unique value that is taken.
                ours = taken.kind() == Kind.UNIQUE ? look(connection, rows, entity, true) : Optional.empty();
                if (ours.isEmpty()) {
                    throw taken;
                }
            }
        }
        if (!ours.get()) {
            throw new ConstraintViolationException(
                    calls.attempted(Upserter.ATTEMPTED) + ": a row of " + model.table()
                            + " has this key, and it is not one that this call may change",
                    Kind.UNIQUE,
                    null,
                    null);
        }
        return upserter.on(connection, List.of(entity), mode).get(0);
    }

    /** A failure takes back the insert only. */
    private void insert(E entity) {
        calls.together(Upserter.ATTEMPTED, connection -> inserter.insertAll(connection, List.of(entity)));
    }

    /** Whether the row with the key may be changed; empty if there is none. */
    private Optional<Boolean> look(Connection connection, Narrowed rows, E entity, boolean locked) {
        List<@Nullable Object> values = new ArrayList<>(rows.values());
        values.addAll(model.key().columns(model.key().of(entity)));
        return calls.on(
                connection, Upserter.ATTEMPTED, rows.sql().guarded(locked), Connection::prepareStatement, statement -> {
                    for (int i = 0; i < values.size(); i++) {
                        calls.bind(statement, i + 1, values.get(i));
                    }
                    try (ResultSet found = statement.executeQuery()) {
                        return found.next() ? Optional.of(found.getInt(1) == 1) : Optional.empty();
                    }
                });
    }
}
