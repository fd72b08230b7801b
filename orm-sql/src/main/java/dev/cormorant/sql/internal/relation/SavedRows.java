package dev.cormorant.sql.internal.relation;

import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the rows of entities of one class as they should be: inserts, updates of what differs, or nothing. For one call. */
final class SavedRows {

    private int inserted;
    private int updated;
    private int unchanged;

    /**
     * Writes rows.
     *
     * @param known rows as they are, by key; others are looked for
     * @param isNew set for those that were inserted
     * @return the same entities with what was filled in
     */
    <E> List<E> write(
            Model<E> model, Entities<E> access, List<E> entities, Map<Object, Object> known, boolean[] isNew) {
        Map<Object, E> there = there(model, access, entities, known);
        List<E> written = new ArrayList<>(entities);
        List<E> inserts = new ArrayList<>();
        for (int i = 0; i < isNew.length; i++) {
            E entity = entities.get(i);
            E before = model.hasKey(entity) ? there.get(model.keyOf(entity)) : null;
            if (before != null) {
                written.set(i, updated(model, access, before, entity));
            } else if (model.hasKey(entity) && model.key().first().isGeneratedByDatabase()) {
                // It has a key that was given once, and no row any more: this says so.
                written.set(i, access.update(entity));
            } else {
                isNew[i] = true;
                inserts.add(entity);
            }
        }
        List<E> made = access.insertAll(inserts);
        inserted += made.size();
        int next = 0;
        for (int i = 0; i < isNew.length; i++) {
            if (isNew[i]) {
                written.set(i, made.get(next++));
            }
        }
        return written;
    }

    private static <E> Map<Object, E> there(
            Model<E> model, Entities<E> access, List<E> entities, Map<Object, Object> known) {
        Map<Object, E> there = new HashMap<>();
        List<Object> unknown = new ArrayList<>();
        for (E entity : entities) {
            if (model.hasKey(entity)) {
                Object key = model.keyOf(entity);
                Object row = known.get(key);
                if (row == null) {
                    unknown.add(key);
                } else {
                    there.put(key, model.type().cast(row));
                }
            }
        }
        // A row that is marked as deleted is there too, and an update of it fails as one of a row that is gone.
        if (!unknown.isEmpty()) {
            access.withDeleted().withArchived().findAll(unknown).forEach(row -> there.put(model.keyOf(row), row));
        }
        return there;
    }

    private <E> E updated(Model<E> model, Entities<E> access, E before, E after) {
        AttributeModel version = model.with(Role.VERSION);
        if (model.differences(before, after).isEmpty()) {
            unchanged++;
            return version == null ? after : model.with(after, model.changes().set(version, version.value(before)));
        }
        // The update is guarded by the version of the entity that was given, not of the row as it is now.
        E base = version == null ? before : model.with(before, model.changes().set(version, version.value(after)));
        updated++;
        return access.updateChanged(base, after);
    }

    int inserted() {
        return inserted;
    }

    int updated() {
        return updated;
    }

    int unchanged() {
        return unchanged;
    }
}
