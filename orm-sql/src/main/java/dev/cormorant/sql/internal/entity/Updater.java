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

    E update(Narrowed rows, E entity) {
        return update(rows, entity, sql.updated());
    }

    private E update(Narrowed rows, E entity, List<AttributeModel> attributes) {
        Changes changes = filling.forUpdate(model, entity);
        List<@Nullable Object> values = values(rows, entity, changes, attributes);
        if (attributes.isEmpty() && changes.isEmpty()) {
            return entity;
        }
        int count = calls.write(UPDATE, rows.sql().update(attributes), statement -> {
            bind(statement, values);
            return statement.executeUpdate();
        });
        if (count == 0) {
            throw versions.stale(rows, UPDATE, entity);
        }
        return model.with(entity, changes);
    }

    E updateChanged(Narrowed rows, E before, E after) {
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
        return update(rows, base, changed);
    }

    /** New values, new version, key, old version, what hooks ask for. */
    private List<@Nullable Object> values(Narrowed rows, E entity, Changes changes, List<AttributeModel> attributes) {
        List<@Nullable Object> values = new ArrayList<>(attributes.size() + 3);
        for (AttributeModel attribute : attributes) {
            values.add(attribute.toColumn(changes.valueOr(attribute, entity)));
        }
        AttributeModel version = model.with(Role.VERSION);
        if (version != null) {
            values.add(version.toColumn(changes.valueOr(version, entity)));
        }
        values.addAll(guarded(entity));
        return rows.behind(values);
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
    List<E> updateAll(Narrowed narrowed, Connection connection, List<E> entities) {
        List<AttributeModel> attributes = sql.updated();
        List<Changes> changes = entities.stream()
                .map(entity -> filling.forUpdate(model, entity))
                .toList();
        List<List<@Nullable Object>> rows = new ArrayList<>(entities.size());
        for (int i = 0; i < entities.size(); i++) {
            rows.add(values(narrowed, entities.get(i), changes.get(i), attributes));
        }
        if (!attributes.isEmpty() || model.with(Role.VERSION) != null) {
            batch(connection, narrowed, new Batch<>(UPDATE, narrowed.sql().update(attributes), entities, rows));
        }
        List<E> updated = new ArrayList<>(entities.size());
        for (int i = 0; i < entities.size(); i++) {
            updated.add(model.with(entities.get(i), changes.get(i)));
        }
        return updated;
    }

    /** Rows on their way through one statement. */
    private record Batch<E>(String attempted, String text, List<E> entities, List<List<@Nullable Object>> rows) {}

    private void batch(Connection connection, Narrowed narrowed, Batch<E> batch) {
        List<List<@Nullable Object>> rows = batch.rows();
        calls.on(connection, batch.attempted(), batch.text(), Connection::prepareStatement, statement -> {
            for (int from = 0; from < rows.size(); from += BATCH) {
                int to = Math.min(rows.size(), from + BATCH);
                for (List<@Nullable Object> row : rows.subList(from, to)) {
                    bind(statement, row);
                    statement.addBatch();
                }
                int[] counts = statement.executeBatch();
                refuseMissing(
                        narrowed, batch.attempted(), counts, batch.entities().subList(from, to));
            }
            return rows.size();
        });
    }

    private void refuseMissing(Narrowed narrowed, String attempted, int[] counts, List<E> entities) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == Statement.SUCCESS_NO_INFO) {
                throw new IllegalStateException(
                        calls.attempted(attempted) + ": the JDBC driver does not say whether a row was there");
            }
            if (counts[i] == 0) {
                throw versions.stale(narrowed, attempted, entities.get(i));
            }
        }
    }

    void delete(Narrowed rows, E entity) {
        List<@Nullable Object> values = deletion(rows, entity);
        int count = calls.write(DELETE, deletionText(rows.sql()), statement -> {
            bind(statement, values);
            return statement.executeUpdate();
        });
        if (count == 0) {
            throw versions.stale(rows, DELETE, entity);
        }
    }

    /** Deletes entities through a connection that is in a transaction. */
    void deleteAll(Narrowed narrowed, Connection connection, List<E> entities) {
        List<List<@Nullable Object>> rows =
                entities.stream().map(entity -> deletion(narrowed, entity)).toList();
        batch(connection, narrowed, new Batch<>(DELETE, deletionText(narrowed.sql()), entities, rows));
    }

    private String deletionText(EntitySql statements) {
        AttributeModel mark = model.with(Role.DELETED);
        return mark == null ? statements.deleteVersion() : statements.mark(mark, true, true);
    }

    private List<@Nullable Object> deletion(Narrowed rows, E entity) {
        List<@Nullable Object> values = new ArrayList<>();
        AttributeModel mark = model.with(Role.DELETED);
        if (mark != null) {
            values.add(mark.toColumn(filling.marked(mark)));
        }
        values.addAll(guarded(entity));
        return rows.behind(values);
    }
}
