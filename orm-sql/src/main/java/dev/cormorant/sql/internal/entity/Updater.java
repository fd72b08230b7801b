package dev.cormorant.sql.internal.entity;

import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Changes;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Updates and deletes entities of one class, if their rows are still what they were. */
final class Updater<E> {

    /** Rows that are sent at once. */
    private static final int BATCH = 500;

    private static final String UPDATE = "update";
    private static final String DELETE = "delete";

    private final Calls calls;
    private final Model<E> model;
    private final EntitySql sql;
    private final Filling filling;
    private final Versions<E> versions;

    Updater(Calls calls, Model<E> model, EntitySql sql, Filling filling, Versions<E> versions) {
        this.calls = calls;
        this.model = model;
        this.sql = sql;
        this.filling = filling;
        this.versions = versions;
    }

    E update(E entity) {
        return update(entity, sql.updated());
    }

    private E update(E entity, List<AttributeModel> attributes) {
        Changes changes = filling.forUpdate(model, entity);
        List<@Nullable Object> values = values(entity, changes, attributes);
        if (attributes.isEmpty() && changes.isEmpty()) {
            return entity;
        }
        int count = calls.write(UPDATE, sql.update(attributes), statement -> {
            bind(statement, values);
            return statement.executeUpdate();
        });
        if (count == 0) {
            throw versions.stale(UPDATE, entity);
        }
        return model.with(entity, changes);
    }

    E updateChanged(E before, E after) {
        if (!Objects.equals(model.key().of(before), model.key().of(after))) {
            throw new IllegalArgumentException(
                    "update of a " + model.name() + ": the two have different keys, and an update changes"
                            + " no key; insert the one and delete the other");
        }
        List<AttributeModel> changed = new ArrayList<>(model.differences(before, after));
        if (changed.isEmpty()) {
            return after;
        }
        AttributeModel time = model.with(Role.UPDATED_AT);
        if (time != null && time.isUpdatable()) {
            changed.add(time);
        }
        AttributeModel version = model.with(Role.VERSION);
        E base = version == null ? after : model.with(after, model.changes().set(version, version.value(before)));
        return update(base, changed);
    }

    /** New values, new version, key, old version. */
    private List<@Nullable Object> values(E entity, Changes changes, List<AttributeModel> attributes) {
        List<@Nullable Object> values = new ArrayList<>(attributes.size() + 3);
        for (AttributeModel attribute : attributes) {
            values.add(attribute.toColumn(changes.valueOr(attribute, entity)));
        }
        AttributeModel version = model.with(Role.VERSION);
        if (version != null) {
            values.add(version.toColumn(changes.valueOr(version, entity)));
        }
        values.addAll(guarded(entity));
        return values;
    }

    /** Key and version. */
    private List<@Nullable Object> guarded(E entity) {
        List<@Nullable Object> values = new ArrayList<>();
        for (AttributeModel id : model.key().attributes()) {
            values.add(id.columnValue(entity));
        }
        AttributeModel version = model.with(Role.VERSION);
        if (version != null) {
            values.add(version.columnValue(entity));
        }
        return values;
    }

    private void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            calls.bind(statement, i + 1, values.get(i));
        }
    }

    /** Updates entities through a connection that is in a transaction. */
    List<E> updateAll(Connection connection, List<E> entities) {
        List<AttributeModel> attributes = sql.updated();
        List<Changes> changes = entities.stream()
                .map(entity -> filling.forUpdate(model, entity))
                .toList();
        List<List<@Nullable Object>> rows = new ArrayList<>(entities.size());
        for (int i = 0; i < entities.size(); i++) {
            rows.add(values(entities.get(i), changes.get(i), attributes));
        }
        if (!attributes.isEmpty() || model.with(Role.VERSION) != null) {
            batch(connection, UPDATE, sql.update(attributes), entities, rows);
        }
        List<E> updated = new ArrayList<>(entities.size());
        for (int i = 0; i < entities.size(); i++) {
            updated.add(model.with(entities.get(i), changes.get(i)));
        }
        return updated;
    }

    private void batch(
            Connection connection, String attempted, String text, List<E> entities, List<List<@Nullable Object>> rows) {
        calls.on(connection, attempted, text, Connection::prepareStatement, statement -> {
            for (int from = 0; from < rows.size(); from += BATCH) {
                int to = Math.min(rows.size(), from + BATCH);
                for (List<@Nullable Object> row : rows.subList(from, to)) {
                    bind(statement, row);
                    statement.addBatch();
                }
                refuseMissing(attempted, statement.executeBatch(), entities.subList(from, to));
            }
            return rows.size();
        });
    }

    private void refuseMissing(String attempted, int[] counts, List<E> entities) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == Statement.SUCCESS_NO_INFO) {
                throw new IllegalStateException(
                        calls.attempted(attempted) + ": the JDBC driver does not say whether a row was there");
            }
            if (counts[i] == 0) {
                throw versions.stale(attempted, entities.get(i));
            }
        }
    }

    void delete(E entity) {
        List<@Nullable Object> values = deletion(entity);
        int count = calls.write(DELETE, deletionText(), statement -> {
            bind(statement, values);
            return statement.executeUpdate();
        });
        if (count == 0) {
            throw versions.stale(DELETE, entity);
        }
    }

    /** Deletes entities through a connection that is in a transaction. */
    void deleteAll(Connection connection, List<E> entities) {
        List<List<@Nullable Object>> rows =
                entities.stream().map(this::deletion).toList();
        batch(connection, DELETE, deletionText(), entities, rows);
    }

    private String deletionText() {
        AttributeModel mark = model.with(Role.DELETED);
        return mark == null ? sql.deleteVersion() : sql.mark(mark, true, true);
    }

    private List<@Nullable Object> deletion(E entity) {
        List<@Nullable Object> values = new ArrayList<>();
        AttributeModel mark = model.with(Role.DELETED);
        if (mark != null) {
            values.add(mark.toColumn(filling.marked(mark)));
        }
        values.addAll(guarded(entity));
        return values;
    }
}
